import type { Interval } from './metrics-report'
import { describeModality, isTextKind, type Modality } from './modality'
import { type Dimension, dimensions } from './plane'
import { twoDecimals } from './two-decimals'

/** A simple model that every run is held against: what it is called, and what it reads of a text. */
interface BaselineDescriptor {
  readonly title: string
  readonly ofText: string | null
  /** What it reads of audio; null: nothing. */
  readonly ofAudio: string | null
  /** What it reads of a backbone; null: nothing. */
  readonly ofVector: string | null
}

const audio = { ofAudio: 'summary features', ofVector: 'numbers of the backbone' } as const
const joined = 'network and baselines'
const denseText = 'word vectors and frequent words'

/** Every baseline by its name, from the simplest. */
export const baselineDescriptors = {
  mean: { title: 'mean', ofText: null, ofAudio: null, ofVector: null },
  neighbours: { title: 'nearest neighbours', ofText: denseText, ...audio },
  ridge: { title: 'ridge regression', ofText: 'TF-IDF of words and characters', ...audio },
  forest: { title: 'random forest', ofText: denseText, ...audio },
  boosting: { title: 'gradient boosting', ofText: denseText, ...audio },
  /** Joins the network of the run and all others by weights from the other folds; only where there are folds. */
  stack: { title: 'stack', ofText: joined, ofAudio: joined, ofVector: joined },
} as const satisfies Readonly<Record<string, BaselineDescriptor>>

export type BaselineName = keyof typeof baselineDescriptors

/** All baselines, from the simplest. */
export const baselineNames = Object.keys(baselineDescriptors).filter(isBaselineName)

/** Baselines that learn by themselves; the stack only joins what others say. */
export type LearntBaselineName = Exclude<BaselineName, 'stack'>
export const learntBaselineNames = baselineNames.filter((name): name is LearntBaselineName => name !== 'stack')

function isBaselineName(name: string): name is BaselineName {
  return Object.hasOwn(baselineDescriptors, name)
}

/** What a baseline of a run reads, such as "summary features"; empty for the mean, which reads nothing. */
export function featuresInWords(name: BaselineName, modalities: readonly Modality[]): string {
  const { ofText, ofAudio, ofVector }: BaselineDescriptor = baselineDescriptors[name]
  const read = modalities.map((modality) => {
    if (isTextKind(modality)) return ofText
    return describeModality(modality).input.kind === 'vector' ? ofVector : ofAudio
  })
  return [...new Set(read.filter((words) => words !== null))].join(', ')
}

type R2 = Readonly<Record<Dimension, { readonly r2: Interval } | null>>

/** A baseline as far as it is held against its run. */
export interface ComparedBaseline {
  readonly name: BaselineName
  readonly metrics: R2
  /** R² of the baseline minus R² of the run; null for a dimension without labels. */
  readonly gain: Readonly<Record<Dimension, Interval | null>>
}

/**
 * Says which baseline predicts the tracks of a run better than its network, where the 95 % interval of the paired difference lies above 0
 * in a dimension; of several the one that gains most.
 * @param r2 of the run
 * @returns a sentence; null where no baseline is better
 */
export function betterBaseline(baselines: readonly ComparedBaseline[], r2: R2, modalities: readonly Modality[]): string | null {
  const gainOf = ({ gain }: ComparedBaseline): number => dimensions.reduce((sum, dimension) => sum + (gain[dimension]?.value ?? 0), 0)
  const better = baselines.filter(({ gain }) => dimensions.some((dimension) => isBetter(gain[dimension])))
  const [best] = [...better].sort((one, other) => gainOf(other) - gainOf(one))
  if (!best) return null
  const figures = dimensions
    .map((dimension) => ({ dimension, gain: best.gain[dimension] }))
    .filter(({ gain }) => isBetter(gain))
    .map(({ dimension, gain }) => {
      const difference = `95 % interval of the difference ${decimalsOf(gain?.low)}…${decimalsOf(gain?.high)}`
      const [own, ofRun] = [best.metrics[dimension]?.r2.value, r2[dimension]?.r2.value].map(decimalsOf)
      return `R² ${own ?? '–'} against ${ofRun ?? '–'} for ${dimension} (${difference})`
    })
  const features = featuresInWords(best.name, modalities)
  const { title } = baselineDescriptors[best.name]
  const of = features && ` ${best.name === 'stack' ? 'of' : 'on'} ${features}`
  return `${capitalised(title)}${of} predicts these tracks better than the network: ${figures.join(', ')}.`
}

const isBetter = (gain: Interval | null): boolean => gain !== null && gain.low > 0

const decimalsOf = (value: number | undefined): string => (value === undefined ? '–' : twoDecimals(value))

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

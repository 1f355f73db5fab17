import type { Comparison } from '@shared/contract/comparison'
import { betterBaseline } from '@shared/domain/baseline'
import { leakInWords } from '@shared/domain/leak'
import type { ChosenRun } from './chosen-run'
import { shown } from './numbers'

/** Fewer held-out tracks than these leave wide intervals. */
const fewTracks = 100

/** What a reader must know before trusting the figures, in sentences. */
export function limitsOf(chosen: readonly ChosenRun[], comparison: Comparison | null, isSynthetic: boolean): string[] {
  return [
    ...(isSynthetic ? ['The tracks of this library are synthetic: these figures say nothing about music.'] : []),
    ...unique(chosen.flatMap(limitsOfRun)),
    ceiling(comparison),
    ...licences(chosen),
    ...(comparison?.notes ?? []),
  ]
}

function limitsOfRun({ run, metrics, words, dataset }: ChosenRun): string[] {
  const modalities = run.network.branches.map(({ modality }) => modality)
  const better = betterBaseline(run.baselines, metrics, modalities)
  const isLearnt = words?.learntHere === true
  return [
    ...(run.leak && run.leak.leaked > 0 ? [`Leak: ${run.name}: ${leakInWords(run.leak)}; its figures are too good.`] : []),
    ...(better === null ? [] : [`${run.name}: ${better}`]),
    ...(isLearnt
      ? [`${run.name}: the word vectors were learnt without labels from all texts of the library, those of held-out tracks among them.`]
      : []),
    ...(metrics.tracks < fewTracks ? [`${run.name} was measured on ${metrics.tracks} tracks only; mind the width of the intervals.`] : []),
    ...(dataset.settings.groupBy === 'track'
      ? [`“${dataset.name}” is split by track: songs of one artist can lie on both sides, which favours every model.`]
      : []),
  ]
}

/** As well as those who labelled agree with each other a model can agree with one of them. */
function ceiling(comparison: Comparison | null): string {
  const [pair] = comparison?.agreement ?? []
  if (!pair) return 'Ceiling: no two sources labelled the same of these tracks, so it is not known how well people agree on them.'
  const { one, other, tracks, valence, arousal } = pair
  return (
    `Ceiling: on ${tracks} of these tracks ${one} and ${other} agree with r ${shown(valence.pearson)} in valence and ` +
    `${shown(arousal.pearson)} in arousal ` +
    `(MAE ${shown(valence.mae)} and ${shown(arousal.mae)} on −1…1); a model can hardly agree better with one of them.`
  )
}

function licences(chosen: readonly ChosenRun[]): string[] {
  return unique(chosen.map(({ dataset }) => `Licence of the lexicons behind the labels of “${dataset.name}”: ${dataset.lexiconLicence}.`))
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]

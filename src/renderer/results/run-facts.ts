import type { Run } from '@shared/contract/training'
import { augmentationInWords, augments } from '@shared/domain/augmentation'
import { stretchesInWords } from '@shared/domain/computed-on'
import { crossValidationNotes } from '@shared/domain/cross-validation'
import { epochsInWords } from '@shared/domain/epochs-done'
import { levelShiftInWords } from '@shared/domain/level-shift'
import { dimensions } from '@shared/domain/plane'
import { leakInWords, leakShare, splitInWords } from '@shared/domain/leak'
import { vectorsReadInWords } from '@shared/domain/vectors-read'
import { deviceWithDriver } from '../ui/device-words'
import { countOf, formatCount, formatDuration } from '../ui/format'

const normalisations: Readonly<Record<Run['settings']['normalisation'], string>> = {
  global: 'global',
  coefficient: 'per coefficient',
  excerpt: 'per excerpt',
}

/** How a run was made, as names and values for a list. */
export function runFacts(run: Run): readonly (readonly [name: string, value: string])[] {
  const { settings } = run
  const seconds = run.finishedAt === null ? NaN : (Date.parse(run.finishedAt) - Date.parse(run.createdAt)) / 1000
  return [
    ['dataset', run.datasetName],
    ...(run.split ? [['split', splitInWords(run.split)] as const] : []),
    ...(run.leak && run.leak.leaked > 0 ? [['leak', leakInWords(run.leak)] as const] : []),
    ...vectorsReadInWords(run.vectorsRead).map((words) => ['texts', words] as const),
    ['reads', run.network.branches.map(({ modality }) => modality).join(', ')],
    ['engine', run.engine],
    ...deviceFacts(run),
    ['epochs', epochsInWords(run)],
    ...(run.bestEpoch === null ? [] : [['best epoch', formatCount(run.bestEpoch)] as const]),
    ...(Number.isFinite(seconds) ? [['took', formatDuration(seconds)] as const] : []),
    ['parameters', formatCount(run.parameters)],
    ['network', networkTag(run)],
    ...(settings.network ? [] : [['hidden units', formatCount(settings.hiddenUnits)] as const]),
    ['optimiser', settings.optimiser === 'adam' ? 'Adam' : 'SGD'],
    ['learning rate', String(settings.learningRate)],
    ...(augments(settings.augmentation) ? [['augmentation', augmentationInWords(settings.augmentation)] as const] : []),
    ...(settings.averageEpochs === null ? [] : [['averaged', `over about ${settings.averageEpochs} epochs`] as const]),
    ['weight decay', String(settings.weightDecay)],
    ...(settings.network ? [] : [['dropout', String(settings.dropout)] as const]),
    ['batch size', formatCount(settings.batchSize)],
    ...(settings.architecture === 'recommended' ? [] : [['normalisation', normalisations[settings.normalisation]] as const]),
    ['labels on', settings.targetScale === '0-1' ? '0…1, as published' : '−1…1'],
    ['seed', String(settings.seed)],
  ]
}

/** What is to be said of how a run was made, in whole sentences: what its folds held back, what was fitted after them, and its level. */
export function runNotes({ crossValidation, level, levelShift, metrics }: Run): string[] {
  const folds = crossValidation ? crossValidationNotes(crossValidation) : []
  const ofLevel =
    level === 'matched'
      ? ['Excerpts at one loudness: a gain of the file changes nothing']
      : levelShift
        ? [`Excerpts as recorded: ${levelShiftInWords(levelShift)}`]
        : []
  return [...folds, ...labelNotes(metrics), ...ofLevel].map((note) => `${note}.`)
}

/** Where measured tracks lack labels: on how many each dimension was measured, or that it was never labelled. */
function labelNotes(metrics: Run['metrics']): string[] {
  const { tracks = 0, labelled } = metrics ?? {}
  return dimensions.flatMap((dimension) => {
    const count = labelled?.[dimension] ?? tracks
    if (count === tracks) return []
    if (count === 0) return [`No track has a label of ${dimension}: it was not measured, and what the network says of it means little`]
    const has = count === 1 ? 'has' : 'have'
    return [`Of ${countOf(tracks, 'track')} ${formatCount(count)} ${has} a label of ${dimension}, which it was measured on`]
  })
}

/** What a run computed on, with the driver, and why the program chose it. */
function deviceFacts({ device, computedOn }: Run): (readonly [name: string, value: string])[] {
  const stretches = stretchesInWords(computedOn)
  const last = computedOn.at(-1)
  return [
    ...(device === '' ? [] : [['device', last ? deviceWithDriver(last.device) : device] as const]),
    ...(stretches === '' ? [] : [['computed', stretches] as const]),
    ...(last?.choice ? [['chosen', last.choice.reason] as const] : []),
  ]
}

/** What kind of network a run trained, such as "16 filters", "recommended", "fusion, frozen" or "own network". */
export function networkTag({ settings, network }: Pick<Run, 'settings' | 'network'>): string {
  if (settings.network) return 'own network'
  if (settings.architecture === 'recommended') return 'recommended'
  if (network.branches.length < 2) return countOf(settings.filters, 'filter')
  return network.branches.every(({ frozen }) => frozen) ? 'fusion, frozen' : 'fusion, fine-tuned'
}

/** The leak of a run as a few words for lists, such as "leak 31.2 %"; empty where nothing leaks. */
export function leakTag({ leak }: Pick<Run, 'leak'>): string {
  return leak && leak.leaked > 0 ? `leak ${leakShare(leak)}` : ''
}

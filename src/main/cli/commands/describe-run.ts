import type { Epoch, MetricsReport, Run } from '@shared/contract/training'
import { stretchesInWords } from '@shared/domain/computed-on'
import { crossValidationNotes } from '@shared/domain/cross-validation'
import { augmentationInWords } from '@shared/domain/augmentation'
import { epochsInWords } from '@shared/domain/epochs-done'
import { leakInWords, splitInWords } from '@shared/domain/leak'
import { levelShiftInWords } from '@shared/domain/level-shift'
import type { Layer } from '@shared/domain/network'
import { quadrantsInWords } from '@shared/domain/quadrant-report'
import { vectorsReadInWords } from '@shared/domain/vectors-read'
import { nameAndValueLines, tableLines } from '../options'
import { baselineLines } from './describe-baselines'

/** Everything about a run as lines: what it is, how it was trained, its network, how good it is. */
export function describeRun(run: Run, epochs: readonly Epoch[]): string[] {
  return [
    ...nameAndValueLines(factsOf(run)),
    '',
    'Settings',
    ...nameAndValueLines(settingsOf(run)),
    '',
    `Network: ${run.parameters} trained parameters`,
    ...networkLines(run),
    '',
    'Last epoch',
    ...epochLines(epochs, run.settings.folds),
    '',
    ...(run.metrics
      ? metricsLines(run.metrics, run.split?.form === 'as-published' ? 'test samples, copies with them' : 'tracks')
      : ['Not measured']),
    ...withSpace(baselineLines(run)),
  ]
}

function withSpace(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? ['', ...lines] : lines
}

function factsOf(run: Run): Record<string, unknown> {
  const { split, leak, failure } = run
  const vectors = vectorsReadInWords(run.vectorsRead)
  return {
    run: run.id,
    name: run.name,
    ...(run.tags.length > 0 ? { tags: run.tags.join(', ') } : {}),
    ...(run.note === '' ? {} : { note: run.note }),
    state: run.state,
    ...(run.archivedAt === null ? {} : { archived: run.archivedAt }),
    ...(failure === null ? {} : { failure }),
    dataset: `${run.datasetName} (${run.datasetId})${split ? `, ${splitInWords(split)}` : ''}`,
    leak: leak ? leakInWords(leak) : run.settings.folds > 0 ? 'none: measured on the tracks that each fold left out' : 'not measured',
    ...(vectors.length > 0 ? { texts: vectors.join('; ') } : {}),
    engine: `${run.engine}${run.device ? ` on ${run.device}` : ''}`,
    ...computerFacts(run),
    ...(run.computedOn.length > 1 ? { computed: stretchesInWords(run.computedOn) } : {}),
    created: run.createdAt,
    finished: run.finishedAt ?? '–',
    epochs: `${epochsInWords(run)}${run.bestEpoch === null ? '' : `, best ${run.bestEpoch}`}`,
    ...(run.levelShift ? { level: levelShiftInWords(run.levelShift) } : run.level === 'matched' ? { level: 'at one loudness' } : {}),
    ...(run.crossValidation ? crossValidationFacts(run.crossValidation) : {}),
  }
}

function crossValidationFacts(crossValidation: NonNullable<Run['crossValidation']>): Record<string, string> {
  const notes = crossValidationNotes(crossValidation)
  return notes.length > 0 ? { folds: notes.join('. ') } : {}
}

/** Driver and reason of what computed last. */
function computerFacts({ computedOn }: Run): Record<string, string> {
  const last = computedOn.at(-1)
  return {
    ...(last?.device.driver === undefined ? {} : { driver: last.device.driver }),
    ...(last?.choice ? { chosen: last.choice.reason } : {}),
  }
}

function settingsOf({ settings: { network, fusion, augmentation, ...plain } }: Run): Record<string, unknown> {
  return {
    ...plain,
    augmentation: augmentationInWords(augmentation),
    network: network ? `${network.name} (own)` : 'published',
    fusion: fusion ? JSON.stringify(fusion) : 'none',
  }
}

function describeLayers(layers: readonly Layer[]): string {
  const words = (layer: Layer): string =>
    layer.type === 'residual' ? `residual (${describeLayers(layer.layers)})` : Object.values(layer).join(' ')
  return layers.map(words).join(' → ')
}

function networkLines({ network: { branches, head } }: Run): string[] {
  return nameAndValueLines({
    ...Object.fromEntries(
      branches.map(({ modality, frozen, layers }) => [`${modality}${frozen ? ' (frozen)' : ''}`, describeLayers(layers)]),
    ),
    head: describeLayers(head),
  })
}

function epochLines(epochs: readonly Epoch[], folds: number): string[] {
  const last = epochs.at(-1)
  if (!last) return ['none yet']
  const { epoch, fold, trainLoss, validationLoss, learningRate, epochSeconds } = last
  return nameAndValueLines({
    epoch,
    ...(folds > 1 ? { fold: fold < folds ? `${fold + 1} of ${folds}` : 'all tracks' } : {}),
    'training loss': trainLoss,
    'validation loss': validationLoss ?? '–',
    'learning rate': learningRate,
    seconds: epochSeconds.toFixed(2),
  })
}

function metricsLines(
  { tracks, labelled, quadrantAccuracy, quadrants: overall, ranges, baseline, ...report }: MetricsReport,
  noun: string,
): string[] {
  const rows = (['valence', 'arousal'] as const).flatMap((dimension) => {
    const [measured, mean] = [report[dimension], baseline[dimension]]
    if (measured === null || mean === null) return [[`${dimension}, not labelled`, ...Array.from({ length: 6 }, () => '–')]]
    const { mae, mse, r2, pearson } = measured
    const interval = ({ value, low, high }: typeof mae): string => `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
    const range = (ends: readonly [number, number] | null): string => (ends ? `${ends[0].toFixed(2)}…${ends[1].toFixed(2)}` : '–')
    const name = labelled && labelled[dimension] < tracks ? `${dimension} (${labelled[dimension]} tracks)` : dimension
    return [
      [
        name,
        interval(mae),
        interval(mse),
        interval(r2),
        interval(pearson),
        range(ranges.predicted[dimension]),
        range(ranges.observed[dimension]),
      ],
      [`${dimension}, the mean`, mean.mae.toFixed(3), mean.mse.toFixed(3), mean.r2.toFixed(3), '–', '–', '–'],
    ]
  })
  const quadrants = quadrantAccuracy.map((share, index) => `Q${index + 1} ${share === null ? '–' : `${(100 * share).toFixed(0)} %`}`)
  return [
    `On ${tracks} ${noun}, scale −1…1, with 95 % intervals`,
    ...tableLines(['', 'MAE', 'MSE', 'R²', 'Pearson r', 'predicted range', 'observed range'], rows),
    `Right quadrant: ${quadrants.join(', ')}`,
    ...(overall ? [`Over all: ${quadrantsInWords(overall)}`] : []),
  ]
}

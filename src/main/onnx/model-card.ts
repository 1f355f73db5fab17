import type { MetricsReport } from '@shared/domain/metrics-report'
import { baselineDescriptors } from '@shared/domain/baseline'
import { crossValidationNotes } from '@shared/domain/cross-validation'
import { leakInWords, splitInWords } from '@shared/domain/leak'
import { keepsEverySecond } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { quadrantsInWords } from '@shared/domain/quadrant-report'
import { vectorsReadInWords } from '@shared/domain/vectors-read'
import { type ModelBaseline, type ModelProperties, neverLabelled, ruleOfModel } from './model-properties'
import { audioCard } from './audio-card'

/**
 * The model card: what the model is, hears, says, how good it is and under which licences, as Markdown.
 * @param properties of the model
 * @param fileName of the model beside the card
 * @param sha256 of that file
 */
export function modelCard(properties: ModelProperties, fileName: string, sha256: string): string {
  return [
    `# ${properties.name}`,
    '',
    `Predicts the emotion of music as valence and arousal. Made by Circumplex; version ${properties.version}, ${properties.createdAt}.`,
    '',
    '| | |',
    '|---|---|',
    `| File | \`${fileName}\` |`,
    `| SHA-256 | \`${sha256}\` |`,
    `| Modality | ${properties.modality} |`,
    `| Output | \`valence_arousal\`, float32 [n, 2], on the scale −1…1, not clipped |`,
    `| Run | ${properties.runId}, trained with ${properties.engine} |`,
    ...backboneText(properties),
    ...(properties.baseline ? [`| Learner | ${learnerText(properties.baseline)} |`] : []),
    `| Dataset | ${properties.datasetName}, digest \`${properties.datasetDigest}\` |`,
    `| Split | ${splitText(properties)} |`,
    `| Tracks | ${tracksText(properties)} |`,
    ...(properties.labelledTracks ? [`| Labels | ${labelsText(properties.labelledTracks)} |`] : []),
    `| Licence of the lexicon | ${properties.lexiconLicence} |`,
    `| Licence of the labels | ${properties.labelLicence} |`,
    '',
    '## Input',
    '',
    ...inputText(properties),
    ...audioCard(properties, fileName),
    '',
    '## How good it is',
    '',
    ...(properties.metrics ? metricsText(properties.metrics, properties) : ['Not measured on a test set.']),
    ...vectorsReadInWords(properties.vectorsRead).flatMap((words) => ['', `${words.charAt(0).toUpperCase()}${words.slice(1)}.`]),
    '',
    '## Limits',
    '',
    'Labels describe what listeners of the labelled tracks said; other music, other listeners and other lengths may differ.',
    'A prediction is a number on the plane, not a statement about a person.',
    ...neverLabelled(properties),
    '',
  ].join('\n')
}

/** The licence of what stands within a model may bind the whole. */
function backboneText({ backbone }: ModelProperties): string[] {
  if (!backbone) return []
  const { name, digest, card } = backbone
  const { sampleRate, kind } = card.input
  const read = `reads ${kind === 'mel' ? 'mel bands' : 'the waveform'} at ${sampleRate} Hz, made from 22,050 Hz`
  return [`| Backbone | ${name}, SHA-256 \`${digest}\`; ${read} |`, `| Licence of the backbone | ${card.licence} |`]
}

function inputText(properties: ModelProperties): string[] {
  const { excerptRule, vocabularies } = properties
  const rule = ruleOfModel(properties)
  const kept = keepsEverySecond(rule)
    ? 'and keep every second of them.'
    : `and keep the first ${rule.keptSegmentSeconds} s of every ${rule.segmentSeconds} s.`
  const audio = excerptRule
    ? [
        `\`waveform\`, float32 [n, ${shapeOfRule(rule).keptSamples}]: mono at ${excerptRule.sampleRate} Hz.`,
        `Take ${rule.lengthSeconds} s from the middle of the track (repeat shorter tracks)`,
        kept,
      ]
    : []
  const texts = vocabularies.map(
    ({ modality, file, size, sha256 }) =>
      `\`${modality}\`, int64 [n, 500]: token ids of \`${file}\` (${size} entries, SHA-256 \`${sha256}\`); 0 pads.`,
  )
  return [...audio, ...texts]
}

function learnerText({ name, reads, chosen, samples, folds }: ModelBaseline): string {
  const { title } = baselineDescriptors[name]
  const own = [`${title}${reads && ` on ${reads}`}`, ...(chosen === null ? [] : [chosen])].join(', ')
  return `${own}; learnt from ${folds > 0 ? `all ${samples} samples of the run` : `the ${samples} samples of the training set`}`
}

function tracksText({ tracks: { train, validation, test }, crossValidation, baseline }: ModelProperties): string {
  if (baseline && baseline.folds > 0) return `all ${train + validation + test} training`
  const onAll = crossValidation?.onAll
  return onAll ? `all ${onAll.tracks} training` : `${train} training, ${validation} validation, ${test} test`
}

function splitText({ split, crossValidation, baseline }: ModelProperties): string {
  const folds = crossValidation?.folds.length ?? baseline?.folds ?? 0
  if (folds > 0) return `${folds} folds, by ${split?.groupBy ?? 'track'}`
  if (!split) return 'not noted'
  return split.leak ? `${splitInWords(split)}; ${leakInWords(split.leak)}` : splitInWords(split)
}

function labelsText({ valence, arousal }: NonNullable<ModelProperties['labelledTracks']>): string {
  return `valence of ${valence} tracks, arousal of ${arousal}`
}

/** On which tracks it was measured; a leak is said before any number. */
function measuredOn({ tracks }: MetricsReport, { split, crossValidation, baseline }: ModelProperties): string {
  if (crossValidation) return outOfFold(tracks, crossValidation)
  if (baseline && baseline.folds > 0)
    return (
      'Measured out of fold: each track was predicted by a model of this kind that had learnt from the other folds. ' +
      `This model itself was not measured. On ${tracks} tracks`
    )
  if (!split?.leak || split.leak.leaked === 0) return `On ${tracks} tracks that took no part in training`
  return `**${leakInWords(split.leak)}: these numbers look better than the model is on other music.** On ${tracks} samples of the test set`
}

/** A network on all tracks cites the networks of the folds: nothing is left to measure it by. */
function outOfFold(tracks: number, crossValidation: NonNullable<ModelProperties['crossValidation']>): string {
  const said = crossValidationNotes(crossValidation).map((note) => `${note}. `)
  return (
    `Measured out of fold: each of ${crossValidation.folds.length} networks with the same settings predicted the tracks that it had not ` +
    `learnt from. ${said.join('')}This model itself was not measured. On ${tracks} tracks`
  )
}

function metricsText(metrics: MetricsReport, properties: ModelProperties): string[] {
  const row = (dimension: 'valence' | 'arousal'): string => {
    const [report, mean] = [metrics[dimension], metrics.baseline[dimension]]
    if (report === null || mean === null) return `| ${dimension}, not labelled | – | – | – | – | – |`
    const cells = (['mae', 'mse', 'r2', 'pearson'] as const).map((name) => {
      const { value, low, high } = report[name]
      return `${value.toFixed(3)} (${low.toFixed(3)}…${high.toFixed(3)})`
    })
    const labelled = metrics.labelled?.[dimension] ?? metrics.tracks
    const name = labelled < metrics.tracks ? `${dimension} (${labelled} tracks)` : dimension
    return `| ${name} | ${cells.join(' | ')} | ${mean.mae.toFixed(3)} |`
  }
  return [
    `${measuredOn(metrics, properties)}, on the scale −1…1, with 95 % bootstrap intervals.`,
    '',
    '| dimension | MAE | MSE | R² | Pearson r | MAE of the mean |',
    '|---|---|---|---|---|---|',
    row('valence'),
    row('arousal'),
    '',
    `Right quadrant: ${metrics.quadrantAccuracy.map(shareText).join(', ')}.`,
    ...(metrics.quadrants ? ['', `Over all: ${quadrantsInWords(metrics.quadrants)}.`] : []),
  ]
}

function shareText(share: number | null, index: number): string {
  return `Q${index + 1} ${share === null ? '–' : `${(100 * share).toFixed(0)} %`}`
}

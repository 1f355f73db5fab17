import type { Dataset, MetricsReport, RunPrediction } from '@shared/contract/training'
import { baselineDescriptors, betterBaseline } from '@shared/domain/baseline'
import { epochsInWords } from '@shared/domain/epochs-done'
import { labelSources, sourceDescriptors } from '@shared/domain/label'
import { leakInWords, leakShare, splitInWords } from '@shared/domain/leak'
import { vectorsReadInWords } from '@shared/domain/vectors-read'
import { nameOfScale, quadrantAt, type Scale } from '@shared/domain/plane'
import { publishedResults } from '@shared/domain/published-results'
import type { LabelledTrackRow } from '../store/labels'
import type { StoredRun } from '../store/runs'
import { escapeHtml, htmlTable } from './html'
import { scatterSvg } from './scatter'
import { width } from './width'

type Dimension = 'valence' | 'arousal'

/** The labels that count: how many from where, and where they lie on the plane. */
export function labelSection(labels: readonly LabelledTrackRow[], scale: Scale): string {
  const counts = [1, 2, 3, 4].map((quadrant) => labels.filter(({ valence, arousal }) => quadrantAt(valence, arousal) === quadrant).length)
  const bySource = labelSources.map((source): [string, number] => [
    sourceDescriptors[source].title,
    labels.filter((label) => label.source === source).length,
  ])
  const rows = bySource.filter(([, count]) => count > 0).map(([source, count]) => [source, String(count)])
  const title = `${labels.length} labels on the plane, scale ${nameOfScale(scale)}`
  return [
    '<h2>Labels</h2>',
    scatterSvg(
      labels.map(({ valence, arousal }) => [valence, arousal]),
      { title, x: 'valence', y: 'arousal', scale },
      false,
    ),
    htmlTable('Tracks by the source of their label', ['source', 'tracks'], rows),
    htmlTable(
      'Tracks by quadrant',
      ['quadrant', 'tracks'],
      counts.map((count, index) => [`Q${index + 1}`, String(count)]),
    ),
  ].join('\n')
}

/** Datasets with their sizes and digests. */
export function datasetSection(datasets: readonly Dataset[]): string {
  const rows = datasets.map(({ name, settings, leak, tracks, digest, lexiconLicence }) => [
    name,
    splitInWords(settings),
    leak ? leakShare(leak) : 'not measured',
    String(tracks.train),
    String(tracks.validation),
    String(tracks.test),
    digest.slice(0, 12),
    lexiconLicence,
  ])
  const columns = ['dataset', 'split', 'leak', 'training', 'validation', 'test', 'digest', 'licence of the lexicon']
  return `<h2>Datasets</h2>\n${htmlTable('Frozen sets of labels', columns, rows)}`
}

const runColumns = ['', 'tracks', 'V MAE', 'V R²', 'A MAE', 'A R²', 'Q1', 'Q2', 'Q3', 'Q4', 'right quadrant', 'balanced', 'commonest']

/** All runs with metrics beside the published results, on one scale. */
export function runSection(runs: readonly StoredRun[], scale: Scale): string {
  const measured = runs.flatMap((run) => (run.metrics ? [{ run, metrics: run.metrics }] : []))
  const rows = measured.flatMap(({ run, metrics }) => [
    measuredRow(nameWithLeak(run), metrics, scale),
    ...baselineRows(run, metrics, scale),
  ])
  const better = measured.flatMap(({ run, metrics }) => betterSentence(run, metrics))
  const name = nameOfScale(scale)
  return [
    '<h2>Runs</h2>',
    rows.length > 0
      ? htmlTable(
          `On the test sets (with folds: on the tracks that each fold left out), with 95 % intervals; errors on the scale ${name}`,
          runColumns,
          rows,
        )
      : '<p>No run has been measured yet.</p>',
    ...better,
    htmlTable(
      `Published results of the study, errors converted from 0…1 to ${name}; its test songs share duplicates with its training songs`,
      runColumns,
      publishedRows(scale),
    ),
  ].join('\n')
}

function measuredRow(name: string, metrics: MetricsReport, scale: Scale): string[] {
  return [
    name,
    String(metrics.tracks),
    interval(metrics, 'valence', 'mae', scale),
    interval(metrics, 'valence', 'r2', scale),
    interval(metrics, 'arousal', 'mae', scale),
    interval(metrics, 'arousal', 'r2', scale),
    ...metrics.quadrantAccuracy.map(percent),
    ...overallCells(metrics),
  ]
}

/** The right quadrant of all tracks with its interval, balanced, and what the commonest quadrant alone would hit. */
function overallCells({ quadrants }: MetricsReport): string[] {
  if (!quadrants) return ['', '', '']
  const { right, balanced, majority } = quadrants
  return [`${percent(right.value)} (${percent(right.low)}…${percent(right.high)})`, percent(balanced), percent(majority)]
}

/** The baselines of a run on its tracks; of a run of an earlier version what the mean of its training labels would have given. */
function baselineRows(run: StoredRun, metrics: MetricsReport, scale: Scale): string[][] {
  if (run.baselines.length === 0) return [meanRow(run, metrics, scale)]
  return run.baselines.map((baseline) => measuredRow(`${run.name}: ${baselineDescriptors[baseline.name].title}`, baseline.metrics, scale))
}

/** A paragraph where a baseline is better than a run. */
function betterSentence({ name, baselines, network }: StoredRun, metrics: MetricsReport): string[] {
  const modalities = network.branches.map(({ modality }) => modality)
  const sentence = betterBaseline(baselines, metrics, modalities)
  return sentence === null ? [] : [`<p>${escapeHtml(`${name}: ${sentence}`)}</p>`]
}

function meanRow(run: StoredRun, { baseline }: MetricsReport, scale: Scale): string[] {
  const numbers = [baseline.valence, baseline.arousal].flatMap((mean) => (mean ? [width(mean.mae, scale), mean.r2.toFixed(3)] : ['–', '–']))
  return [`${run.name}: the mean`, '', ...numbers, '', '', '', '', '', '', '']
}

function publishedRows(scale: Scale): string[][] {
  return publishedResults.map(({ model, valence, arousal, quadrantAccuracy }) => {
    // Published errors are on 0…1, half as wide as −1…1.
    const numbers = [valence, arousal].flatMap(({ mae, r2 }) => [width(mae * 2, scale), r2.toFixed(3)])
    return [model, '', ...numbers, ...quadrantAccuracy.map(percent), '', '', '']
  })
}

/** Predicted against observed for one run. */
export function predictionSection(run: StoredRun, predictions: readonly RunPrediction[], scale: Scale): string {
  const drawing = (dimension: Dimension): string => {
    const observed = dimension === 'valence' ? 'observedValence' : 'observedArousal'
    const points = predictions.flatMap((row) => (row[observed] === null ? [] : [[row[observed], row[dimension]] as const]))
    return scatterSvg(
      points,
      { title: `${run.name}: ${dimension}, scale ${nameOfScale(scale)}`, x: `observed ${dimension}`, y: `predicted ${dimension}`, scale },
      true,
    )
  }
  const { modality, seed, filters, hiddenUnits } = run.settings
  const split = run.split ? ` (${splitInWords(run.split)}${run.leak ? `; ${leakInWords(run.leak)}` : ''})` : ''
  const facts = [
    modality,
    `dataset ${run.datasetName}${split}`,
    `epochs: ${epochsInWords(run)}`,
    `${run.engine} on ${run.device}`,
    `seed ${seed}`,
    `${filters} filters`,
    `${hiddenUnits} hidden units`,
    `${run.parameters} parameters`,
    ...vectorsReadInWords(run.vectorsRead),
  ]
  return `<h3>${escapeHtml(run.name)}</h3>\n<p>${escapeHtml(facts.join(', '))}.</p>\n${drawing('valence')}${drawing('arousal')}`
}

/** A run that may have remembered test tracks says how many beside its name. */
function nameWithLeak({ name, leak }: StoredRun): string {
  return leak && leak.leaked > 0 ? `${name} (leak: ${leakInWords(leak)})` : name
}

function interval(metrics: MetricsReport, dimension: Dimension, name: 'mae' | 'r2', scale: Scale): string {
  const report = metrics[dimension]
  if (report === null) return '–'
  const { value, low, high } = report[name]
  const show = (number: number): string => (name === 'mae' ? width(number, scale) : number.toFixed(3))
  return `${show(value)} (${show(low)}…${show(high)})`
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(0)} %`
}

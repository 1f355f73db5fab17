import type { Comparison } from '@shared/contract/comparison'
import type { MetricsReport } from '@shared/contract/training'
import { baselineDescriptors } from '@shared/domain/baseline'
import { nameOfScale, type Scale } from '@shared/domain/plane'
import { type FigureKey, titleOfFigure } from '@shared/domain/run-comparison/figures'
import type { ChosenRun } from './chosen-run'
import { bounds, factorOf, percent, shown } from './numbers'
import { type Html, paperTable, paragraphs, valueWithBounds } from './page'

const dimensionColumns = ['MAE', 'R²', 'r']
const dimensionGroups = [
  { title: '', columns: ['n'] },
  { title: 'Valence', columns: dimensionColumns },
  { title: 'Arousal', columns: dimensionColumns },
]

/** Each run on its own held-out tracks, and below it the baselines that learnt from the same samples and folds. */
export function resultTable(chosen: readonly ChosenRun[], scale: Scale): string {
  const caption =
    `Table 1. Performance on held-out tracks with 95 % bootstrap intervals (quadrants: Wilson); ` +
    `errors on the scale ${nameOfScale(scale)}. ` +
    'n: tracks (with a label of valence, of arousal, where some lack one). ' +
    'Below each run the simple models that learnt from the same samples and folds.'
  const hasQuadrants = chosen.some(({ metrics }) => metrics.quadrants)
  const cellsOf = (metrics: MetricsReport): (string | Html)[] => [
    ...metricCells(metrics, scale),
    ...(hasQuadrants ? quadrantCells(metrics) : []),
  ]
  const rows = chosen.flatMap(({ run, metrics }) => [
    { head: run.name, cells: cellsOf(metrics) },
    ...run.baselines.map((baseline) => ({
      head: baselineDescriptors[baseline.name].title,
      cells: cellsOf(baseline.metrics),
      isMinor: true,
    })),
  ])
  const groups = [...dimensionGroups, ...(hasQuadrants ? [{ title: 'Quadrant', columns: ['right', 'balanced'] }] : [])]
  return paperTable(caption, 'Model', groups, rows)
}

type Metric = NonNullable<MetricsReport['valence']>['mae']

function metricCells({ tracks, labelled, valence, arousal }: MetricsReport, scale: Scale): (string | Html)[] {
  const factor = factorOf(scale)
  const scaled = ({ value, low, high }: Metric): Html =>
    valueWithBounds(shown(value * factor), bounds({ low: low * factor, high: high * factor }))
  const plain = ({ value, ...interval }: Metric): Html => valueWithBounds(shown(value), bounds(interval))
  const count = labelled ? `${tracks} (${labelled.valence}, ${labelled.arousal})` : String(tracks)
  const cells = [valence, arousal].flatMap((report): (string | Html)[] =>
    report ? [scaled(report.mae), plain(report.r2), plain(report.pearson)] : ['–', '–', '–'],
  )
  return [count, ...cells]
}

/** The share of tracks predicted in the right quadrant, and that with each quadrant counting alike. */
function quadrantCells({ quadrants }: MetricsReport): (string | Html)[] {
  if (!quadrants) return ['–', '–']
  const { right, balanced } = quadrants
  return [valueWithBounds(percent(right.value), `[${percent(right.low)}, ${percent(right.high)}]`), percent(balanced)]
}

const comparedFigures = [
  'valence.mae',
  'valence.r2',
  'valence.ccc',
  'arousal.mae',
  'arousal.r2',
  'arousal.ccc',
] as const satisfies readonly FigureKey[]

/** The runs on the tracks that all of them predicted, and the paired differences; '' for a single run. */
export function comparisonTables(comparison: Comparison, scale: Scale): string {
  const { entries, tracks, by, resamples } = comparison
  if (entries.length < 2) return ''
  const rows = entries.map(({ name, note, figures }) => ({
    head: note === '' ? name : `${name} (${note})`,
    cells: comparedFigures.map((key) => {
      const figure = figures[key]
      const factor = key.endsWith('.mae') ? factorOf(scale) : 1
      return figure === null
        ? '–'
        : valueWithBounds(
            shown(figure.value * factor),
            bounds({ low: figure.low && figure.low * factor, high: figure.high && figure.high * factor }),
          )
    }),
  }))
  const columns = ['MAE', 'R²', 'CCC']
  const caption =
    `Table 2. The same runs on the ${tracks.length} tracks that all of them predicted without having learnt from them; ` +
    `95 % intervals of ${resamples} resamples by ${by}.`
  return `<h3>On common tracks</h3>\n${paperTable(
    caption,
    'Run',
    [
      { title: 'Valence', columns },
      { title: 'Arousal', columns },
    ],
    rows,
  )}${differenceTable(comparison)}`
}

const shownDifferences: ReadonlySet<FigureKey> = new Set(['valence.r2', 'arousal.r2'])

function differenceTable({ differences, entries }: Comparison): string {
  const nameOf = new Map(entries.map(({ key, name }) => [key, name]))
  const rows = differences
    .filter(({ figure }) => shownDifferences.has(figure))
    .map(({ figure, one, other, value, low, high, p }) => ({
      head: `${nameOf.get(one) ?? one} − ${nameOf.get(other) ?? other}`,
      cells: [titleOfFigure(figure), valueWithBounds(shown(value), bounds({ low, high })), p < 0.001 ? '< .001' : shown(p, 3)],
    }))
  if (rows.length === 0) return ''
  return paperTable(
    'Table 3. Paired differences, first minus second; an interval that excludes 0 is a certain difference.',
    'Runs',
    [{ title: '', columns: ['figure', 'difference', 'p'] }],
    rows,
  )
}

/** Which quadrants were predicted for the labels of which, and how far predictions vary, for each run. */
export function calibrationText({ entries }: Comparison): string {
  const sentences = entries.flatMap(({ name, calibration: { valence, arousal } }) => {
    if (!valence || !arousal) return []
    const collapse = [valence.range, arousal.range].map(percent)
    const slopes = [valence.slope, arousal.slope].map((slope) => shown(slope))
    return [
      `${name}: predictions span ${collapse.join(' and ')} of the labels’ range in valence and arousal; ` +
        `the slope of labels on predictions is ${slopes.join(' and ')} (1 is calibrated).`,
    ]
  })
  return paragraphs(sentences)
}

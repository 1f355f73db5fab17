import { basename } from 'node:path'
import type { Comparison, ComparisonRequest } from '@shared/contract/comparison'
import { comparisonRequestSchema } from '@shared/contract/comparison'
import { asFailure } from '@shared/domain/failure'
import { dimensions, nameOfScale, type Scale } from '@shared/domain/plane'
import { flatSettings } from '@shared/domain/run-comparison/setting-differences'
import type { ServiceContext } from '../../service-context'
import { holdsSyntheticTracks } from '../../store/library-counts'
import { escapeHtml } from '../html'
import { scatterSvg } from '../scatter'
import { type ChosenRun, chosenRun } from './chosen-run'
import { curvesSvg } from './curves'
import { limitsOf } from './limits'
import { methodsOf, programInWords } from './methods'
import { list, paperPage, paperTable } from './page'
import { calibrationText, comparisonTables, resultTable } from './result-tables'

/** Holds runs against each other; a service of its own. */
export type CompareRuns = (request: ComparisonRequest) => Promise<Comparison>

/**
 * A report on chosen runs that can be attached to a paper: methods, tables with intervals and baselines, charts, limits, settings. One
 * page of HTML that needs nothing from elsewhere, made for A4. Errors are on the user's scale, which is named with them.
 * @throws Failure `not-found`; `nothing-to-do` for a run without metrics
 */
export async function renderReport(
  context: ServiceContext,
  compare: CompareRuns,
  runIds: readonly string[],
): Promise<{ title: string; html: string }> {
  const library = context.library()
  const { scale } = context.settings()
  const chosen = [...new Set(runIds)].map((runId) => chosenRun(library, runId))
  const compared = await comparisonOf(compare, chosen)
  const comparison = 'refusal' in compared ? null : compared
  const title = `Valence and arousal of music: ${chosen.map(({ run }) => run.name).join(', ')}`
  const date = context.now().toISOString().slice(0, 10)
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="byline">${escapeHtml(`${basename(library.directory, '.circumplex')} · ${date} · written by ${programInWords()}`)}</p>`,
    '<h2>Methods</h2>',
    ...chosen.map((run) => `<h3>${escapeHtml(run.run.name)}</h3>\n<p>${escapeHtml(methodsOf(run))}</p>`),
    '<h2>Results</h2>',
    resultTable(chosen, scale),
    comparison ? comparisonTables(comparison, scale) : `<p>${escapeHtml('refusal' in compared ? compared.refusal : '')}</p>`,
    comparison ? calibrationText(comparison) : '',
    ...chosen.map((run) => figuresOf(run, scale)),
    '<h2>Limits</h2>',
    list(limitsOf(chosen, comparison, holdsSyntheticTracks(library.database))),
    '<h2>Settings</h2>',
    settingsTable(chosen),
    notesOf(chosen),
  ]
  return { title, html: paperPage(title, body.join('\n')) }
}

/** The comparison, or why the runs cannot be held against each other. */
async function comparisonOf(compare: CompareRuns, chosen: readonly ChosenRun[]): Promise<Comparison | { readonly refusal: string }> {
  const entries = chosen.map(({ run }) => ({ kind: 'run', runId: run.id }))
  try {
    return await compare(comparisonRequestSchema.parse({ entries, groupSeeds: false }))
  } catch (error) {
    const { code, message } = asFailure(error)
    if (code !== 'nothing-to-do') throw error
    return { refusal: message }
  }
}

function figuresOf({ run, predictions, epochs }: ChosenRun, scale: Scale): string {
  const drawings = dimensions.map((dimension) => {
    const observed = dimension === 'valence' ? 'observedValence' : 'observedArousal'
    const points = predictions.flatMap((row) => (row[observed] === null ? [] : [[row[observed], row[dimension]] as const]))
    const title = `Predicted against observed ${dimension}, ${points.length} held-out tracks, scale ${nameOfScale(scale)}`
    return scatterSvg(points, { title, x: 'observed', y: 'predicted', scale }, true)
  })
  const curves = curvesSvg(epochs, 'Mean squared error by epoch on −1…1: training, and dashed held-out samples; a line for each fold')
  return `<h3>Figures of ${escapeHtml(run.name)}</h3>\n<div class="figures">${drawings.join('')}${curves}</div>`
}

/** What people wrote of the runs; '' where they wrote nothing. */
function notesOf(chosen: readonly ChosenRun[]): string {
  const noted = chosen.filter(({ run }) => run.note.trim() !== '')
  const entries = noted.map(({ run }) => `<dt>${escapeHtml(run.name)}</dt><dd>${escapeHtml(run.note.trim())}</dd>`)
  return entries.length === 0 ? '' : `<h2>Notes</h2>\n<dl class="notes">${entries.join('\n')}</dl>`
}

/** Settings that are the same for everybody who trains, or that name files of this library. */
const leftOut: ReadonlySet<string> = new Set(['fallback', 'embeddingId'])

function settingsTable(chosen: readonly ChosenRun[]): string {
  const columns = chosen.map(({ run, dataset }) => {
    const { network: _network, ...settings } = run.settings
    return new Map([
      ['run id', run.id],
      ['dataset digest', dataset.digest],
      ...[...flatSettings(settings)].filter(([name]) => !leftOut.has(name)),
      ['engine that computed', run.engine],
    ])
  })
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))]
  return paperTable(
    'Settings of the runs; a run bundle holds them with folds, labels and digests, and trains again elsewhere.',
    'Setting',
    [{ title: '', columns: chosen.map(({ run }) => run.name) }],
    names.map((name) => ({ head: name, cells: columns.map((column) => column.get(name) ?? '–') })),
  )
}

import { mkdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fail } from '@shared/domain/failure'
import { nameOfScale } from '@shared/domain/plane'
import type { ServiceContext } from '../service-context'
import { listDatasets } from '../store/datasets'
import { currentLabels } from '../store/labels'
import { holdsSyntheticTracks } from '../store/library-counts'
import { allRepairs } from '../store/repair-results'
import { listRuns, predictionsOfRun } from '../store/runs'
import { writeUserFile } from '../files/user-file'
import { escapeHtml, htmlPage } from './html'
import { repairSection } from './repair-section'
import { datasetSection, labelSection, predictionSection, runSection } from './report-sections'

/** So many of the newest runs are drawn; all stand in the table. */
const drawnRuns = 5

/**
 * Writes `results.html`, a page that needs nothing from elsewhere: labels, datasets, runs that are not archived beside the published
 * results, what repairs of labels were worth, and predicted against observed. Numbers are on the user's scale, which is named with them.
 * @param directory made when missing
 * @returns the absolute path of the page
 * @throws Failure `invalid-argument` when the directory is a file; what the operating system says
 */
export function writeReport(context: ServiceContext, directory: string): { path: string } {
  const { database, directory: libraryDirectory } = context.library()
  const scale = context.settings().scale
  const present = statSync(directory, { throwIfNoEntry: false })
  if (present && !present.isDirectory()) fail('invalid-argument', `${directory} is a file.`, 'Choose a folder for the page of results.')
  mkdirSync(directory, { recursive: true })
  const runs = listRuns(database).filter(({ archivedAt }) => archivedAt === null)
  const drawn = runs.filter(({ metrics }) => metrics !== null).slice(0, drawnRuns)
  const title = `Results of ${basename(libraryDirectory, '.circumplex')}`
  const writtenAt = context.now().toISOString().slice(0, 16).replace('T', ' ')
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>Written by Circumplex on ${writtenAt} UTC. Valence and arousal are on the scale ${nameOfScale(scale)}.</p>`,
    holdsSyntheticTracks(database) ? '<p><strong>The tracks of this library are synthetic.</strong></p>' : '',
    labelSection(currentLabels(database), scale),
    datasetSection(listDatasets(database)),
    runSection(runs, scale),
    repairSection(allRepairs(database), scale),
    ...drawn.map((run) => predictionSection(run, heldOut(predictionsOfRun(database, run.id, 'all')), scale)),
  ]
  const path = join(directory, 'results.html')
  writeUserFile(path, htmlPage(title, body.join('\n')))
  return { path }
}

function heldOut<Row extends { readonly split: string }>(predictions: readonly Row[]): Row[] {
  return predictions.filter(({ split }) => split === 'test' || split === 'fold')
}

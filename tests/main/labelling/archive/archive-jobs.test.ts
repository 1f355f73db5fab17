import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createArchiveHandlers } from '@main/labelling/archive/archive-jobs'
import { exportArchive } from '@main/labelling/archive/export-archive'
import { importArchive, previewArchive } from '@main/labelling/archive/import-archive'
import { deriveLabels } from '@main/labelling/derive-labels'
import { archiveFormats } from '@shared/domain/archive-columns'
import { publishedScheme } from '@shared/domain/schemes/published'
import { cancelledAfter } from '../../../helpers/archive-pace'
import { everyLabel } from '../../../helpers/every-label'
import { labelState } from '../../../helpers/label-state'
import { temporaryFolder } from '../../../helpers/library'
import { createTestContext, type TestContext } from '../../../helpers/service-context'
import { addTaggedTracks, type EmotionTag } from '../../../helpers/tagged-tracks'

const tags: readonly (readonly EmotionTag[])[] = Array.from({ length: 1500 }, (_, index) => [['calmness', 1 + (index % 7)]])

/** More labels than are written, or read, at once. */
function labelled(): TestContext {
  const test = createTestContext({ tracks: tags })
  for (const note of ['first', 'second', 'third', 'fourth']) deriveLabels(test.context, publishedScheme, note)
  return test
}

function empty(): TestContext {
  const test = createTestContext()
  addTaggedTracks(test.library.database, tags)
  return test
}

async function valueOf({ context }: TestContext, started: { jobId: string } | null | Promise<{ jobId: string } | null>): Promise<unknown> {
  const job = await context.jobs.whenFinished((await started)?.jobId ?? '')
  expect(job).toMatchObject({ state: 'done', done: job?.total })
  return job?.value
}

it.each(archiveFormats)('archives as %s are written, looked at and imported by jobs that say how far they are', async (format) => {
  const source = labelled()
  const path = join(temporaryFolder(), `labels.${format}`)
  const written = createArchiveHandlers(source.context)['labels.archive.export']({ path, content: 'all', format })
  expect(await valueOf(source, written)).toEqual({ path, labels: 6000 })
  const target = empty()
  const handlers = createArchiveHandlers(target.context)
  const argument = { path, createTracks: false }
  const seen = await valueOf(target, handlers['labels.archive.preview'](argument))
  expect(everyLabel(target.library.database)).toEqual([])
  expect(await valueOf(target, handlers['labels.archive.import'](argument))).toEqual(seen)
  expect(labelState(target.library.database)).toEqual(labelState(source.library.database))
  const shares = target.events.flatMap((event) => (event.type === 'job' && event.job.kind === 'import-labels' ? [event.job.done] : []))
  expect(shares.some((done) => done > 0 && done < 700)).toBe(true)
  expect(shares.some((done) => done > 700 && done < 1000)).toBe(true)
})

it('a cancelled export leaves the file that was there, and nothing beside it', async () => {
  const { context } = labelled()
  const folder = temporaryFolder()
  const path = join(folder, 'labels.csv')
  writeFileSync(path, 'mine')
  const { jobId } = await createArchiveHandlers(context)['labels.archive.export']({ path, content: 'all', format: 'csv' })
  context.jobs.cancel(jobId)
  expect(await context.jobs.whenFinished(jobId)).toMatchObject({ state: 'cancelled', failure: { code: 'cancelled' } })
  await expect(exportArchive(context, { path, content: 'all', format: 'csv' }, cancelledAfter(2))).rejects.toThrow('Cancelled.')
  expect(readdirSync(folder)).toEqual(['labels.csv'])
  expect(readFileSync(path, 'utf8')).toBe('mine')
})

it.each(archiveFormats)('a cancelled look at, or import of, %s changes nothing', async (format) => {
  const source = labelled()
  const path = join(temporaryFolder(), `labels.${format}`)
  await valueOf(source, createArchiveHandlers(source.context)['labels.archive.export']({ path, content: 'all', format }))
  const target = empty()
  const before = labelState(target.library.database)
  const options = { path, createTracks: true }
  await expect(importArchive(target.context, options, cancelledAfter(1))).rejects.toThrow('Cancelled.')
  await expect(previewArchive(target.context, options, cancelledAfter(1))).rejects.toThrow('Cancelled.')
  expect(labelState(target.library.database)).toEqual(before)
})

it('labels that are placed while an archive is written are not in it', async () => {
  const source = labelled()
  const path = join(temporaryFolder(), 'labels.csv')
  const late = { report: () => undefined, step: async () => void deriveLabels(source.context, publishedScheme, 'late') }
  expect(await exportArchive(source.context, { path, content: 'all', format: 'csv' }, late)).toEqual({ path, labels: 6000 })
  expect(readFileSync(path, 'utf8').match(/^label,/gmu)).toHaveLength(6000)
})

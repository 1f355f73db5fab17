import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useRunFiles } from '@renderer/results/use-run-files'
import { useToasts } from '@renderer/ui/use-toasts'
import { runOf } from '../../helpers/run'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'

const run = runOf({ name: 'Études № 3' })
let pinia: Pinia
beforeEach(() => setActivePinia((pinia = createPinia())))
afterEach(() => {
  disposePinia(pinia)
  vi.unstubAllGlobals()
})

it('exports what a run predicted in the format of the chosen file, and shows where', async () => {
  const { calls } = giveWindowApi({
    'app.chooseSave': answer('/out/run.Parquet'),
    'runs.export': answer({ path: '/out/run.Parquet', tracks: 96 }),
    'app.showInFolder': answer(null),
  })
  await useRunFiles().exportTable(run)
  expect(calls[0]?.argument).toMatchObject({ defaultName: 'etudes-no-3.csv' })
  expect(calls[1]).toEqual({ name: 'runs.export', argument: { runId: run.id, path: '/out/run.Parquet', format: 'parquet', scale: '-1-1' } })
  expect(useToasts().toast.value?.text).toBe('Predictions of 96 tracks by Études № 3 exported.')
  useToasts().toast.value?.action?.run()
  expect(calls.at(-1)).toEqual({ name: 'app.showInFolder', argument: { path: '/out/run.Parquet' } })
})

it('writes a bundle where the user says, and nothing when no file is chosen', async () => {
  const { calls } = giveWindowApi({
    'app.chooseSave': answer('/out/b.json'),
    'runs.bundle': answer({ path: '/out/b.json', tracks: 96, bytes: 1 }),
  })
  await useRunFiles().writeBundle(run)
  expect(calls.at(-1)).toEqual({ name: 'runs.bundle', argument: { runId: run.id, path: '/out/b.json' } })
  const cancelled = giveWindowApi({ 'app.chooseSave': answer(null) })
  const files = useRunFiles()
  await files.writeBundle(run)
  await files.exportTable(run)
  expect(cancelled.calls.map(({ name }) => name)).toEqual(['app.chooseSave', 'app.chooseSave'])
})

it('writes a report on the ticked runs as PDF, printed here, or as HTML', async () => {
  const pdf = giveWindowApi({
    'app.chooseSave': answer('/out/report.pdf'),
    'report.render': answer({ title: 'T', html: '<p>report</p>' }),
    'app.writePdf': answer(null),
  })
  await useRunFiles().writeReport([run])
  expect(pdf.calls.slice(1)).toEqual([
    { name: 'report.render', argument: { runIds: [run.id] } },
    { name: 'app.writePdf', argument: { html: '<p>report</p>', path: '/out/report.pdf' } },
  ])
  expect(useToasts().toast.value?.text).toBe('Report on 1 run written.')
  const page = giveWindowApi({ 'app.chooseSave': answer('/out/report.html'), 'report.runs': answer({ path: '/out/report.html' }) })
  await useRunFiles().writeReport([run])
  expect(page.calls.at(-1)).toEqual({ name: 'report.runs', argument: { runIds: [run.id], path: '/out/report.html' } })
})

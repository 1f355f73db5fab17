import type { Run } from '@shared/contract/training'
import { ref } from 'vue'
import { call } from '../api/client'
import { useSettingsStore } from '../api/stores/settings-store'
import { chooseTable } from '../api/table-files'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { fileNameOf } from './use-run-actions'

/** Writes runs to files: a table of what one predicted, a bundle to train it again elsewhere, a report on several. */
export function useRunFiles() {
  const { guard } = useErrors()
  const { show } = useToasts()
  const settings = useSettingsStore()
  const isWriting = ref(false)

  function report(text: string, path: string): void {
    show(text, { title: 'Show in folder', run: () => void guard(() => call('app.showInFolder', { path })) })
  }

  async function exportTable(run: Run): Promise<void> {
    await guard(async () => {
      const table = await chooseTable(`Export what “${run.name}” predicted`, fileNameOf(run.name, '').slice(0, -1))
      if (table === null) return
      const { tracks } = await call('runs.export', { runId: run.id, ...table, scale: settings.scale })
      report(`Predictions of ${countOf(tracks, 'track')} by ${run.name} exported.`, table.path)
    })
  }

  async function writeBundle(run: Run): Promise<void> {
    const filters = [{ name: 'Run bundle', extensions: ['json'] }]
    const defaultName = fileNameOf(`${run.name} bundle`, 'json')
    await guard(async () => {
      const path = await call('app.chooseSave', { title: `Write a bundle of “${run.name}”`, defaultName, filters })
      if (path === null) return
      isWriting.value = true
      const { tracks } = await call('runs.bundle', { runId: run.id, path }).finally(() => (isWriting.value = false))
      report(`${run.name} with ${countOf(tracks, 'track')} written; Train → From a bundle… trains it again elsewhere.`, path)
    })
  }

  async function writeReport(runs: readonly Run[]): Promise<void> {
    const filters = [
      { name: 'PDF', extensions: ['pdf'] },
      { name: 'HTML', extensions: ['html'] },
    ]
    const runIds = runs.map(({ id }) => id)
    await guard(async () => {
      const path = await call('app.chooseSave', { title: 'Report on the ticked runs', defaultName: 'report.pdf', filters })
      if (path === null) return
      isWriting.value = true
      const isPage = path.toLowerCase().endsWith('.html')
      const written = isPage ? call('report.runs', { runIds, path }) : printReport(runIds, path)
      await written.finally(() => (isWriting.value = false))
      report(`Report on ${countOf(runs.length, 'run')} written.`, path)
    })
  }

  return { isWriting, exportTable, writeBundle, writeReport }
}

async function printReport(runIds: string[], path: string): Promise<void> {
  const { html } = await call('report.render', { runIds })
  await call('app.writePdf', { html, path })
}

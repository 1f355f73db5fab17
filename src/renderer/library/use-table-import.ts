import { type ArchiveImport, archiveImportSchema } from '@shared/contract/label-archive'
import type { ImportPreview, ImportResult } from '@shared/contract/library'
import { asFailure, type Failure } from '@shared/domain/failure'
import { ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'
import { commitTable, previewTable, startImport, startPreview, tableKinds, type TableChoice, type TableKind } from './table-import'
import { useAwaitedJob } from '../api/use-awaited-job'

const noChoice: TableChoice = { path: '', mapping: {}, encoding: '', createTracks: true, scale: null }

/** Asks for the file or folder to import. @returns null where the user cancels */
function askForPath(kind: TableKind, what: 'file' | 'folder'): Promise<string | null> {
  const { title, extensions } = tableKinds[kind]
  if (what === 'folder') return call('app.chooseFolder', { title, create: false })
  const filters = [
    { name: 'Tables and JSON', extensions: [...extensions] },
    { name: 'All files', extensions: ['*'] },
  ]
  return call('app.chooseFile', { title, filters })
}

/** The steps of a table's import: choose, look at how it is read and mend that, commit, see what matched nothing. */
export function useTableImport(kind: () => TableKind) {
  const { guard, show } = useErrors()
  const { job, valueOf } = useAwaitedJob()
  const choice = ref<TableChoice>(noChoice)
  const preview = shallowRef<ImportPreview | null>(null)
  /** What the file would bring if it is a label archive. */
  const archive = shallowRef<ArchiveImport | null>(null)
  const problem = shallowRef<Failure | null>(null)
  const result = shallowRef<ImportResult | null>(null)
  const isBusy = ref(false)

  function reset(): void {
    choice.value = { ...noChoice, createTracks: kind() === 'tags' }
    preview.value = null
    archive.value = null
    problem.value = null
    result.value = null
  }

  async function busyWith(work: () => Promise<void>, failed: (error: unknown) => void): Promise<void> {
    isBusy.value = true
    try {
      await work()
    } catch (error) {
      failed(error)
    }
    isBusy.value = false
  }

  async function look(): Promise<void> {
    if (choice.value.path === '') return
    await busyWith(
      async () => {
        problem.value = null
        const reading = kind() === 'labels' ? await startPreview(choice.value) : null
        archive.value = reading ? await valueOf(reading, archiveImportSchema) : null
        if (reading && !archive.value) choice.value = { ...choice.value, path: '' }
        preview.value = reading ? null : await previewTable(kind(), choice.value)
        if (preview.value) choice.value = { ...choice.value, mapping: preview.value.mapping }
      },
      (error) => (problem.value = asFailure(error)),
    )
  }

  /** Changes how the file is read and looks again. */
  async function change(part: Partial<TableChoice>): Promise<void> {
    choice.value = { ...choice.value, ...part }
    await look()
  }

  async function choose(what: 'file' | 'folder'): Promise<void> {
    const path = await guard(() => askForPath(kind(), what))
    if (!path) return
    preview.value = null
    archive.value = null
    await change({ path, mapping: {} })
  }

  async function commit(): Promise<void> {
    await busyWith(async () => {
      result.value = archive.value
        ? await valueOf(await startImport(choice.value), archiveImportSchema)
        : await commitTable(kind(), choice.value)
    }, show)
  }

  return { choice, preview, archive, problem, result, isBusy, job, reset, choose, change, commit }
}

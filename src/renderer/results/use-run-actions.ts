import type { ChannelResult } from '@shared/contract/channels'
import { predictionChannels } from '@shared/contract/prediction'
import type { Run } from '@shared/contract/training'
import { finalModelOf } from '@shared/domain/final-model'
import { ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { useAwaitedJob } from '../api/use-awaited-job'
import { useNextRunStore } from '../api/stores/next-run-store'
import { useCommandList } from '../ui/use-commands'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { useResultsStore } from './results-store'

/** A name that every file system takes, made of a run's name. */
export function fileNameOf(name: string, extension: string): string {
  const plain = name
    .normalize('NFKD')
    // Accents stand behind their letters now.
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
  return `${plain || 'model'}.${extension}`
}

/** What can be done with a run: export, train again, rename, archive, delete, and a page of results for the whole library. */
export function useRunActions() {
  const { guard } = useErrors()
  const { show } = useToasts()
  const exported = shallowRef<ChannelResult<'models.export'> | null>(null)
  const showsExported = ref(false)
  const exportedRun = shallowRef<Run | null>(null)
  const busy = ref<'export' | 'report' | null>(null)
  const finalModel = useFinalModel()
  const subject = shallowRef<Run | null>(null)
  const isRenaming = ref(false)
  const isRemoving = ref(false)

  async function exportModel(run: Run): Promise<void> {
    const path = await guard(() => chooseModelFile(run.name))
    if (!path) return
    busy.value = 'export'
    exported.value = await finalModel(run, path)
    exportedRun.value = run
    busy.value = null
    showsExported.value = exported.value !== null
  }

  async function writeReport(): Promise<void> {
    const directory = await guard(() => call('app.chooseFolder', { title: 'Folder for the page of results', create: true }))
    if (!directory) return
    busy.value = 'report'
    const written = await guard(() => call('report.write', { directory }))
    busy.value = null
    if (written)
      show(`Report written to ${written.path}.`, {
        title: 'Show',
        run: () => void guard(() => call('app.showInFolder', { path: written.path })),
      })
  }

  const ask = (run: Run, question: typeof isRenaming): void => {
    subject.value = run
    question.value = true
  }
  const rename = (name: string) => guard(() => call('runs.rename', { runId: subject.value?.id ?? '', name }))
  const remove = () => guard(() => call('runs.delete', { runId: subject.value?.id ?? '' }))

  return {
    trainAgain: useTrainAgain(),
    archive: useArchive(),
    exported,
    exportedRun,
    showsExported,
    busy,
    subject,
    isRenaming,
    isRemoving,
    exportModel,
    writeReport,
    rename,
    remove,
    askRename: (run: Run) => ask(run, isRenaming),
    askRemove: (run: Run) => ask(run, isRemoving),
  }
}

/** Exports the model to keep of a run: its network, or the stack of a recommended run; null when that failed or was cancelled. */
function useFinalModel(): (run: Run, path: string) => Promise<ChannelResult<'models.export'> | null> {
  const { guard } = useErrors()
  const { valueOf } = useAwaitedJob()
  return async (run, path) => {
    const model = finalModelOf(run)
    if (model === 'network') return (await guard(() => call('models.export', { runId: run.id, path }))) ?? null
    const started = await guard(() => call('models.exportBaseline', { runId: run.id, baseline: model, path }))
    return started ? valueOf(started, predictionChannels['models.export'].result) : null
  }
}

function chooseModelFile(name: string): Promise<string | null> {
  const filters = [{ name: 'ONNX model', extensions: ['onnx'] }]
  return call('app.chooseSave', { title: `Export “${name}” as ONNX`, defaultName: fileNameOf(name, 'onnx'), filters })
}

/** Opens Train with the dataset and the settings of a run, to be changed. */
function useTrainAgain(): (run: Run) => void {
  const { run: runCommand } = useCommandList()
  return (run) => {
    useNextRunStore().beginWith(run)
    runCommand('view.train')
  }
}

/** Hides a run from lists or shows it again; another run is shown in place of one that was hidden. */
function useArchive(): (run: Run, archived: boolean) => Promise<void> {
  const { guard } = useErrors()
  const results = useResultsStore()
  return async (run, archived) => {
    await guard(async () => {
      await call('runs.archive', { runId: run.id, archived })
      if (archived) results.leave(run.id)
    })
  }
}

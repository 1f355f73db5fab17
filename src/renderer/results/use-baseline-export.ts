import { predictionChannels } from '@shared/contract/prediction'
import type { Run } from '@shared/contract/training'
import { baselineDescriptors, type BaselineName } from '@shared/domain/baseline'
import { hasStack } from '@shared/domain/final-model'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'
import { useAwaitedJob } from '../api/use-awaited-job'
import { formatNumber } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { fileNameOf } from './use-run-actions'

/** A baseline as it is offered for export. */
export interface OfferedBaseline {
  readonly name: BaselineName
  readonly title: string
  /** How well it predicts, in words. */
  readonly figures: string
}

/** Exports baselines of a run as models: what is offered, and what asks where, learns, and offers to predict. */
export function useBaselineExport(runOf: () => Run) {
  const { guard } = useErrors()
  const { show } = useToasts()
  const { valueOf } = useAwaitedJob()
  const jobs = useJobsStore()
  const router = useRouter()
  const offered = computed(() =>
    runOf().baselines.flatMap(({ name, metrics }): OfferedBaseline[] => {
      if (name === 'stack' && !hasStack(runOf())) return []
      const { title } = baselineDescriptors[name]
      const [valence, arousal] = [formatNumber(metrics.valence?.r2.value), formatNumber(metrics.arousal?.r2.value)]
      return [{ name, title: title.charAt(0).toUpperCase() + title.slice(1), figures: `R² ${valence} valence, ${arousal} arousal` }]
    }),
  )
  const isBusy = computed(() => jobs.running.some(({ subject }) => subject === runOf().id))

  async function exportBaseline({ name, title }: OfferedBaseline): Promise<void> {
    const { id: runId, name: runName } = runOf()
    const path = await guard(() =>
      call('app.chooseSave', {
        title: `Export “${runName}: ${baselineDescriptors[name].title}” as ONNX`,
        defaultName: fileNameOf(`${runName} ${baselineDescriptors[name].title}`, 'onnx'),
        filters: [{ name: 'ONNX model', extensions: ['onnx'] }],
      }),
    )
    if (!path) return
    const started = await guard(() => call('models.exportBaseline', { runId, baseline: name, path }))
    if (!started) return
    const exported = await valueOf(started, predictionChannels['models.export'].result)
    if (exported === null) return
    const predict = (): void => void router.push({ name: 'predict', query: { model: exported.modelId } })
    show(`${title} of ${runName} is a model now: ${exported.path}`, { title: 'Predict with it', run: predict })
  }

  return { offered, isBusy, exportBaseline }
}

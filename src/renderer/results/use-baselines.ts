import type { Run } from '@shared/contract/training'
import { betterBaseline } from '@shared/domain/baseline'
import { finalModelOf } from '@shared/domain/final-model'
import { computed } from 'vue'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'
import { useErrors } from '../ui/use-errors'

const stackIsKept = 'The model to keep of this run is the stack: “Export ONNX…” joins the network of all tracks with the baselines.'

/** What there is to say of a run's baselines, and what computes them where they are missing. */
export function useBaselines(runOf: () => Run) {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const job = computed(() => jobs.running.find(({ subject }) => subject === runOf().id) ?? null)
  const isMissing = computed(() => runOf().baselines.length === 0 && job.value === null)

  const text = computed(() => {
    const { baselines, baselinesFailure, metrics, network } = runOf()
    if (job.value) return job.value.message.startsWith('Baselines') ? `${job.value.message}…` : ''
    if (baselinesFailure !== null) return baselinesFailure
    if (baselines.length === 0) return 'This run was not held against baselines yet.'
    if (metrics === null) return ''
    const modalities = network.branches.map(({ modality }) => modality)
    const kept = finalModelOf(runOf()) === 'stack' ? stackIsKept : null
    return [betterBaseline(baselines, metrics, modalities), kept].filter((sentence) => sentence !== null).join(' ')
  })

  const compute = () => guard(() => call('runs.baselines', { runId: runOf().id }))
  return { text, isMissing, compute }
}

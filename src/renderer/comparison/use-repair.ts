import type { Judge } from '@shared/contract/checked-sets'
import { mostVersions, type RepairResult } from '@shared/contract/repair'
import type { Modality } from '@shared/domain/modality'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useJobsStore } from '../api/stores/jobs-store'
import { useErrors } from '../ui/use-errors'
import { repairSizes } from './repair-words'

/** What is to be proved: versions, of which the others are held against the first, and what they are judged by. */
export interface Proved {
  readonly versions: readonly number[]
  readonly judge: Judge | null
}

/** Label versions proved by networks: what was proved so far, and the job that trains. */
export function useRepair(open: Ref<boolean>, proved: () => Proved) {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const repairs = shallowRef<readonly RepairResult[]>([])
  const chosenSize = ref('quick')
  const chosenModalities = ref<Modality[]>(['audio'])
  const job = computed(() => jobs.running.find(({ kind }) => kind === 'repair') ?? null)
  const whyNot = computed(() => {
    if (job.value) return 'A proof is going on'
    if (proved().versions.length < 2) return 'Choose two or more versions'
    if (proved().versions.length > mostVersions) return `Choose ${mostVersions} versions at most`
    if (proved().judge === null) return 'Choose what they are judged by'
    return chosenModalities.value.length === 0 ? 'Choose what the networks read' : null
  })

  async function look(): Promise<void> {
    if (open.value) repairs.value = (await guard(() => call('repair.list', null))) ?? []
  }

  async function start(): Promise<void> {
    const { versions, judge: against } = proved()
    const numbers = repairSizes.find(({ value }) => value === chosenSize.value)?.numbers
    if (whyNot.value || against === null) return
    await guard(() => call('repair.start', { versions: [...versions], against, modalities: [...chosenModalities.value], ...numbers }))
  }

  /** Goes on with a proof that was stopped. */
  async function goOn({ settings }: RepairResult): Promise<void> {
    if (!job.value) await guard(() => call('repair.start', settings))
  }

  /** Removes a proof with its runs and datasets. */
  async function remove({ settings: { name } }: RepairResult): Promise<void> {
    await guard(() => call('repair.remove', { name }))
    await look()
  }

  watch(open, look, { immediate: true })
  watch(job, look)
  onChanged(['runs', 'datasets', 'library'], () => void look())

  return { repairs, chosenSize, chosenModalities, job, whyNot, start, goOn, remove }
}

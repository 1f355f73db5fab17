import { comparedDevicesSchema, type ComparedDevices } from '@shared/contract/devices'
import type { DeviceQuestion } from '@shared/contract/device-channels'
import { computed, type Ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { useAwaitedJob } from '../api/use-awaited-job'
import { useErrors } from '../ui/use-errors'

/** Times steps of the next run's network on every device; what was compared is forgotten when the network or its batch changes. */
export function useDeviceComparison(question: Readonly<Ref<DeviceQuestion | null>>) {
  const { guard } = useErrors()
  const { job, valueOf } = useAwaitedJob()
  const result = shallowRef<ComparedDevices | null>(null)
  const isStarting = shallowRef(false)
  const isComparing = computed(() => isStarting.value || job.value !== null)
  const subject = computed(() => {
    if (!question.value) return ''
    const { engine: _engine, device: _device, ...work } = question.value.settings
    return JSON.stringify([question.value.datasetId, work])
  })

  async function compare(): Promise<void> {
    const asked = question.value
    if (!asked || isComparing.value) return
    const askedSubject = subject.value
    isStarting.value = true
    const value = await guard(async () =>
      valueOf(await call('devices.compare', { ...asked, settings: { ...asked.settings, engine: 'auto' } }), comparedDevicesSchema),
    )
    isStarting.value = false
    if (value && askedSubject === subject.value) result.value = value
  }

  watch(subject, () => (result.value = null))
  return { job, result, isComparing, compare }
}

import type { Backbone } from '@shared/contract/backbones'
import { computed, ref } from 'vue'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/** Adding and removing backbones, and the job that tries one. */
export function useBackboneWork() {
  const { guard } = useErrors()
  const { show } = useToasts()
  const jobs = useJobsStore()
  const path = ref<string | null>(null)
  const cardPath = ref<string | null>(null)
  const name = ref('')
  const job = computed(() => jobs.running.find(({ kind }) => kind === 'backbone') ?? null)

  async function chooseFile(): Promise<void> {
    await guard(async () => {
      const chosen = await call('app.chooseFile', {
        title: 'Choose a backbone',
        filters: [{ name: 'ONNX model', extensions: ['onnx'] }],
      })
      if (chosen === null) return
      path.value = chosen
      cardPath.value = null
    })
  }

  async function chooseCard(): Promise<void> {
    await guard(async () => {
      const chosen = await call('app.chooseFile', {
        title: 'Choose the card of the backbone',
        filters: [{ name: 'Card', extensions: ['json'] }],
      })
      if (chosen === null) return
      cardPath.value = chosen
    })
  }

  async function add(): Promise<void> {
    const chosen = path.value
    if (chosen === null || job.value) return
    await guard(async () => {
      const card = cardPath.value
      const given = name.value.trim()
      const request = { path: chosen, ...(card !== null && { cardPath: card }), ...(given && { name: given }) }
      const { state } = await jobs.whenFinished((await call('backbones.add', request)).jobId)
      // What failed is kept, to be tried again with another card; why it failed is said for every job.
      if (state !== 'done') return
      path.value = null
      cardPath.value = null
      name.value = ''
    })
  }

  async function remove(backbone: Backbone): Promise<void> {
    await guard(async () => {
      await call('backbones.remove', { backboneId: backbone.id })
      show(`${backbone.name} removed.`)
    })
  }

  return { path, cardPath, name, job, chooseFile, chooseCard, add, remove }
}

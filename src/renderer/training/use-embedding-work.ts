import { type TextKind, textKinds } from '@shared/domain/modality'
import { type Embedding, type EmbeddingSettings, embeddingSettingsSchema } from '@shared/contract/embeddings'
import { computed, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/** Learning, importing and deleting word vectors, and the job that does it. */
export function useEmbeddingWork() {
  const { guard } = useErrors()
  const { show } = useToasts()
  const jobs = useJobsStore()
  const settings = shallowRef<EmbeddingSettings>(embeddingSettingsSchema.parse({}))
  const kinds = shallowRef<readonly TextKind[]>(textKinds)
  const name = ref('')
  const job = computed(() => jobs.running.find(({ kind }) => kind === 'embedding') ?? null)
  const whyNot = computed(() => {
    if (job.value) return 'Word vectors are being made already'
    return kinds.value.length === 0 ? 'Choose lyrics, comments or both' : null
  })

  function toggle(kind: TextKind): void {
    kinds.value = kinds.value.includes(kind) ? kinds.value.filter((other) => other !== kind) : [...kinds.value, kind]
  }

  const common = () => ({ kinds: [...kinds.value], ...(name.value.trim() && { name: name.value.trim() }) })

  async function train(): Promise<void> {
    if (whyNot.value) return
    await guard(() => call('embeddings.train', { ...common(), settings: settings.value }))
  }

  /** Takes vectors from a file that the user chooses. */
  async function take(): Promise<void> {
    await guard(async () => {
      const path = await call('app.chooseFile', {
        title: 'Choose word vectors (word2vec or GloVe)',
        filters: [
          { name: 'Word vectors', extensions: ['bin', 'txt', 'vec'] },
          { name: 'All files', extensions: ['*'] },
        ],
      })
      if (path !== null) await call('embeddings.import', { ...common(), path })
    })
  }

  async function remove(embedding: Embedding): Promise<void> {
    await guard(async () => {
      await call('embeddings.delete', { embeddingId: embedding.id })
      show(`${embedding.name} deleted.`)
    })
  }

  return {
    settings,
    kinds,
    name,
    job,
    whyNot,
    toggle,
    train,
    take,
    remove,
    change: (part: Partial<EmbeddingSettings>) => (settings.value = { ...settings.value, ...part }),
  }
}

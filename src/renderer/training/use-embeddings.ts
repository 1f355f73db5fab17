import type { Embedding } from '@shared/contract/embeddings'
import { onMounted, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'

/** The library's word vectors, the newest first. */
export function useEmbeddings() {
  const { guard } = useErrors()
  const embeddings = shallowRef<readonly Embedding[]>([])

  async function refresh(): Promise<void> {
    embeddings.value = await call('embeddings.list', null)
  }

  onMounted(() => void guard(refresh))
  onChanged(['embeddings', 'library'], () => void guard(refresh))
  return { embeddings, refresh }
}

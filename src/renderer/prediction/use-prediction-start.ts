import type { Model } from '@shared/contract/prediction'
import { computed, ref, type Ref } from 'vue'
import { type ExcerptWish, type ExcerptWishKey, wishOf } from './excerpt-wishes'
import type { Music } from './use-music-choice'

interface Start {
  readonly model: Readonly<Ref<Model | null>>
  readonly music: Readonly<Ref<Music>>
  /** Whether no music is chosen. */
  readonly isEmpty: Readonly<Ref<boolean>>
  /** Whether another prediction runs. */
  readonly isRunning: () => boolean
  /** Starts the job. @returns whether it was started */
  start(modelId: number, music: Music, excerpts: ExcerptWish): Promise<boolean>
  /** Called when the job has started. */
  started(): void
}

/** Starts a prediction of the chosen music, and says why it cannot start now. */
export function usePredictionStart({ model, music, isEmpty, isRunning, start, started }: Start) {
  const excerpts = ref<ExcerptWishKey>('1')
  const starting = ref(false)
  const whyNot = computed(() => {
    if (!model.value) return 'Choose a model first'
    if (model.value.missing) return 'The file of this model is gone'
    if (isRunning()) return 'A prediction is running'
    return isEmpty.value ? 'Choose the library or a folder first' : null
  })

  async function predict(): Promise<void> {
    const modelId = model.value?.id
    if (modelId === undefined || whyNot.value !== null || starting.value) return
    starting.value = true
    if (await start(modelId, music.value, wishOf(excerpts.value))) started()
    starting.value = false
  }

  return { excerpts, starting, whyNot, predict }
}

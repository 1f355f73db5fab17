import { type Explanation, explanationSchema } from '@shared/contract/explanation-channels'
import type { Waveform } from '@shared/contract/tracks'
import { type Ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'
import { useAwaitedJob } from '../api/use-awaited-job'
import { loadWaveform } from '../audio/load-waveform'
import { useErrors } from '../ui/use-errors'

/** What is asked about, and the texts that its words stand in. */
export interface AskedTrack {
  readonly trackId: number
  readonly modelId: number
}
export type TextsOfTrack = Readonly<Record<'lyrics' | 'comments', string | null>>

/** Why a track was predicted as it was: asked when the dialog opens, kept while it is about the same track and model. */
export function useExplanation(isOpen: Ref<boolean>, asked: () => AskedTrack) {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const { job, valueOf } = useAwaitedJob()
  const explanation = shallowRef<Explanation | null>(null)
  const waveform = shallowRef<Waveform | null>(null)
  const texts = shallowRef<TextsOfTrack>({ lyrics: null, comments: null })
  let answered = ''

  async function ask(): Promise<void> {
    const { trackId, modelId } = asked()
    const question = `${trackId} ${modelId}`
    if (answered === question) return
    answered = question
    explanation.value = waveform.value = null
    const found = await valueOf(await call('explanations.start', { trackId, modelId }), explanationSchema)
    if (answered !== question) return
    if (found === null) answered = ''
    else await show(found)
  }

  async function show(found: Explanation): Promise<void> {
    const { lyrics, comments } = await call('tracks.show', { trackId: found.trackId })
    texts.value = { lyrics, comments }
    explanation.value = found
    // Where it cannot be drawn, the bars stand alone.
    if (found.heard !== null) waveform.value = await loadWaveform(found.trackId).catch(() => null)
  }

  async function askGuarded(): Promise<void> {
    await guard(async () => {
      try {
        await ask()
      } catch (error) {
        answered = ''
        throw error
      }
    })
  }

  /** What is no longer looked at need not be computed. */
  function leave(): void {
    if (job.value !== null) void guard(() => jobs.cancel(job.value?.id ?? ''))
  }

  watch(isOpen, (open) => void (open ? askGuarded() : leave()))
  return { job, explanation, waveform, texts, leave, again: askGuarded }
}

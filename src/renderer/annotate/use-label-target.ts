import type { TrackDetails } from '@shared/contract/tracks'
import type { PlanePoint } from '@shared/domain/plane'
import { computed, ref, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'
import { useLabelDraft, type LabelTarget } from './use-label-draft'

/**
 * What is labelled – the whole track or one of its excerpts – and the label on its way.
 * @param details the track that is shown
 * @param isTurning whether another track is about to be shown: then nothing is labelled
 * @param placed is called after each label that is in the library, with the track's title
 */
export function useLabelTarget(
  details: Readonly<Ref<TrackDetails | null>>,
  isTurning: Readonly<Ref<boolean>>,
  placed: (target: LabelTarget, title: string) => void,
) {
  const { show, guard } = useErrors()
  const excerptId = ref<number | null>(null)
  const titles = new Map<number, string>()

  const target = computed<LabelTarget | null>(() =>
    details.value && !isTurning.value ? { trackId: details.value.id, excerptId: excerptId.value } : null,
  )
  const stored = computed(() => storedPoint(details.value, excerptId.value))
  const label = useLabelDraft(
    async ({ trackId, excerptId: excerpt }, point) => {
      try {
        await call('labels.place', { trackId, excerptId: excerpt, valence: point.valence, arousal: point.arousal })
      } catch (error) {
        show(error)
        throw error
      }
    },
    (own) => placed(own, titles.get(own.trackId) ?? `Track ${own.trackId}`),
  )
  const placement = computed(() => label.draft.value ?? stored.value)

  const move = (point: PlanePoint): void => void (target.value && label.move(target.value, point))
  const place = (point: PlanePoint): void => void (target.value && label.place(target.value, point))

  async function withdraw(): Promise<void> {
    const own = target.value
    if (!own || !placement.value) return
    const isSaved = await label.flush()
    await guard(async () => {
      if (isSaved || stored.value) await call('labels.withdraw', own)
      label.turn()
    })
  }

  watch(
    () => details.value?.id,
    () => {
      label.turn()
      excerptId.value = null
    },
  )
  watch(excerptId, label.turn)
  watch(details, (track) => {
    if (track) titles.set(track.id, track.title)
    // What the library now holds counts, also after an undo.
    label.forget()
    if (!track?.excerpts.some(({ id }) => id === excerptId.value)) excerptId.value = null
  })

  return { excerptId, target, placement, status: label.status, flush: label.flush, move, place, withdraw }
}

/** The label by a person that a track or excerpt has now, or null. */
function storedPoint(track: TrackDetails | null, excerptId: number | null): PlanePoint | null {
  const isOfTrack = track?.source === 'human' && track.labelledExcerpts === 0
  const own = excerptId === null ? (isOfTrack ? track : null) : track?.excerpts.find(({ id }) => id === excerptId)?.label
  return own && own.valence !== null && own.arousal !== null ? { valence: own.valence, arousal: own.arousal } : null
}

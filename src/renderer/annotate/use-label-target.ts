import type { TrackDetails } from '@shared/contract/tracks'
import type { PlanePoint } from '@shared/domain/plane'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'
import { useLabelDraft, type LabelTarget } from './use-label-draft'

/** A label that was placed lately. */
export interface RecentLabel {
  readonly trackId: number
  readonly excerptId: number | null
  readonly title: string
  readonly point: PlanePoint
}

const recentKept = 10

/** What is labelled – the whole track or one of its excerpts –, the label on its way, and the last ten. */
export function useLabelTarget(details: Readonly<Ref<TrackDetails | null>>, noted: (trackId: number, isReviewed: boolean) => void) {
  const { show, guard } = useErrors()
  const excerptId = ref<number | null>(null)
  const recent = shallowRef<readonly RecentLabel[]>([])
  const titles = new Map<number, string>()

  const target = computed<LabelTarget | null>(() => (details.value ? { trackId: details.value.id, excerptId: excerptId.value } : null))
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
    ({ trackId, excerptId: excerpt }, point) => {
      const entry = { trackId, excerptId: excerpt, title: titles.get(trackId) ?? `Track ${trackId}`, point }
      const others = recent.value.filter((other) => other.trackId !== trackId || other.excerptId !== excerpt)
      recent.value = [entry, ...others].slice(0, recentKept)
      noted(trackId, true)
    },
  )
  const placement = computed(() => label.draft.value ?? stored.value)

  const move = (point: PlanePoint): void => void (target.value && label.move(target.value, point))
  const place = (point: PlanePoint): void => void (target.value && label.place(target.value, point))

  async function withdraw(): Promise<void> {
    const own = target.value
    if (!own || !stored.value) return
    await label.flush()
    await guard(async () => {
      await call('labels.withdraw', own)
      label.turn()
      if (own.excerptId === null) noted(own.trackId, false)
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
    if (track) noted(track.id, isReviewed(track))
    if (!track?.excerpts.some(({ id }) => id === excerptId.value)) excerptId.value = null
  })

  return { excerptId, stored, placement, status: label.status, flush: label.flush, move, place, withdraw, recent }
}

/** Whether a person has labelled the track or an excerpt of it. */
function isReviewed(track: TrackDetails): boolean {
  return track.source === 'human' || track.excerpts.some(({ label }) => label !== null && label.valence !== null)
}

/** The label by a person that a track or excerpt has now, or null. */
function storedPoint(track: TrackDetails | null, excerptId: number | null): PlanePoint | null {
  const own = excerptId === null ? (track?.source === 'human' ? track : null) : track?.excerpts.find(({ id }) => id === excerptId)?.label
  return own && own.valence !== null && own.arousal !== null ? { valence: own.valence, arousal: own.arousal } : null
}

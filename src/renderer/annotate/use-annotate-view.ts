import { computed, ref, shallowRef, watch } from 'vue'
import { useSelectionStore } from '../api/stores/selection-store'
import { useErrors } from '../ui/use-errors'
import type { AnnotateAction } from './annotate-keys'
import { pullsOf } from './tag-pulls'
import { useAnnotatedTrack } from './use-annotated-track'
import { useAnnotateKeys } from './use-annotate-keys'
import { useEmotionWords } from './use-emotion-words'
import { useExcerpts } from './use-excerpts'
import { useLabelTarget } from './use-label-target'
import { useReviewQueue } from './use-review-queue'
import { useTrackPlayer } from './use-track-player'

/** Everything behind the Annotate view: queue, track, label, excerpts, player and keys. */
export function useAnnotateView(zoom: (factor: number) => void) {
  const selection = useSelectionStore()
  const { guard } = useErrors()
  const review = useReviewQueue()
  const { details: track, waveform, waveformState, reload } = useAnnotatedTrack()
  const label = useLabelTarget(track, review.note)
  const excerpts = useExcerpts(track, label.excerptId, reload)
  const player = useTrackPlayer(track, label.excerptId)
  const words = useEmotionWords()
  const textKind = ref<'lyrics' | 'comments'>('lyrics')
  const isHelpOpen = ref(false)
  const off = shallowRef<ReadonlySet<string>>(new Set())
  const pulls = computed(() => pullsOf(track.value?.words ?? [], off.value))

  watch(
    () => track.value?.id,
    () => {
      off.value = new Set()
      textKind.value = track.value?.lyrics || !track.value?.comments ? 'lyrics' : 'comments'
    },
  )

  function toggleWord(word: string): void {
    const next = new Set(off.value)
    if (!next.delete(word)) next.add(word)
    off.value = next
  }

  async function saveAndNext(): Promise<void> {
    if (await label.flush()) review.go(1, true)
  }

  function nextTarget(): void {
    const ids = [null, ...(track.value?.excerpts ?? []).map(({ id }) => id)]
    label.excerptId.value = ids[(ids.indexOf(label.excerptId.value) + 1) % ids.length] ?? null
  }

  const actions: Readonly<Record<AnnotateAction, () => void | Promise<void>>> = {
    'save-and-next': saveAndNext,
    next: () => review.go(1, false),
    previous: () => review.go(-1, false),
    withdraw: label.withdraw,
    play: player.toggle,
    'create-excerpt': () => (waveform.value ? excerpts.createAt(player.positionSeconds.value, waveform.value.durationSeconds) : undefined),
    'delete-excerpt': () => (label.excerptId.value === null ? undefined : excerpts.remove(label.excerptId.value)),
    'next-target': nextTarget,
    loop: player.toggleLoop,
    'zoom-in': () => zoom(2),
    'zoom-out': () => zoom(0.5),
    faster: () => player.changeSpeed(1),
    slower: () => player.changeSpeed(-1),
    text: () => void (textKind.value = textKind.value === 'lyrics' ? 'comments' : 'lyrics'),
    help: () => void (isHelpOpen.value = true),
  }
  const act = (action: AnnotateAction): void => void guard(actions[action])

  useAnnotateKeys(act, () => (track.value ? (label.placement.value ?? { valence: 0, arousal: 0 }) : null), label.move)

  return {
    review,
    track,
    waveform,
    waveformState,
    label,
    excerpts,
    player,
    ...words,
    textKind,
    isHelpOpen,
    off,
    pulls,
    toggleWord,
    act,
    choose: (trackId: number) => selection.focus(trackId),
  }
}

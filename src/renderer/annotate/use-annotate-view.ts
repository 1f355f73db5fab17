import { ref, watch } from 'vue'
import { useSelectionStore } from '../api/stores/selection-store'
import { useErrors } from '../ui/use-errors'
import type { AnnotateAction } from './annotate-keys'
import { useAnnotatedTrack } from './use-annotated-track'
import { useAnnotateKeys } from './use-annotate-keys'
import { useDrawnRule } from './use-drawn-rule'
import { useEmotionWords } from './use-emotion-words'
import { useExcerpts } from './use-excerpts'
import { useLabelTarget } from './use-label-target'
import { useRecentLabels } from './use-recent-labels'
import { useReviewQueue } from './use-review-queue'
import { useTrackPlayer } from './use-track-player'
import { useTurning } from './use-turning'
import { useWordSwitches } from './use-word-switches'

/** What may be done while the next track is on its way: nothing that changes a label or an excerpt. */
const alwaysAllowed: ReadonlySet<AnnotateAction> = new Set(['next', 'previous', 'play', 'help', 'text'])
const middle = { valence: 0, arousal: 0 }

/** The track in focus with all that can be done to it. */
function useTrackWork() {
  const review = useReviewQueue()
  const shown = useAnnotatedTrack()
  const { details: track, reload } = shown
  const turning = useTurning(track)
  const { recent, note } = useRecentLabels()
  const label = useLabelTarget(track, turning.isTurning, (target, title) => {
    note(target, title)
    review.note(target.trackId)
  })
  const heard = useDrawnRule()
  const excerpts = useExcerpts(track, label.excerptId, heard.rule, reload)
  const player = useTrackPlayer(track, label.excerptId)
  return { review, ...shown, track, turning, recent, label, heard, excerpts, player }
}

/** Everything behind the Annotate view: queue, track, label, excerpts, player and keys. */
export function useAnnotateView(zoom: (factor: number) => void) {
  const selection = useSelectionStore()
  const { guard } = useErrors()
  const work = useTrackWork()
  const { review, track, waveform, turning, label, excerpts, player } = work
  const textKind = ref<'lyrics' | 'comments'>('lyrics')
  const isHelpOpen = ref(false)

  function nextTarget(): void {
    const ids = [null, ...(track.value?.excerpts ?? []).map(({ id }) => id)]
    label.excerptId.value = ids[(ids.indexOf(label.excerptId.value) + 1) % ids.length] ?? null
  }

  const actions: Readonly<Record<AnnotateAction, () => void | Promise<void>>> = {
    'save-and-next': () => turning.saveAndGo(label.flush, () => void review.go(1, true)),
    next: () => (turning.isSaving.value ? undefined : review.go(1, false)),
    previous: () => (turning.isSaving.value ? undefined : review.go(-1, false)),
    withdraw: label.withdraw,
    play: () => turning.whenShown(player.toggle),
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

  function act(action: AnnotateAction): void {
    if (!turning.isTurning.value || alwaysAllowed.has(action)) void guard(actions[action])
  }

  useAnnotateKeys(act, () => (label.target.value ? (label.placement.value ?? middle) : null), label.move)
  watch(
    () => track.value?.id,
    () => (textKind.value = track.value?.lyrics || !track.value?.comments ? 'lyrics' : 'comments'),
  )
  const choose = (trackId: number): void => selection.focus(trackId)
  return { ...work, ...useEmotionWords(), ...useWordSwitches(track), textKind, isHelpOpen, act, choose }
}

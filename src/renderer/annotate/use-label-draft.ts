import type { PlanePoint } from '@shared/domain/plane'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { onLibraryChange } from '../api/library-change'
import { onSavePending } from '../api/pending-changes'

/** What a label is placed on: a whole track, or one of its excerpts. */
export interface LabelTarget {
  readonly trackId: number
  readonly excerptId: number | null
}

export function isSameTarget(one: LabelTarget, other: LabelTarget): boolean {
  return one.trackId === other.trackId && one.excerptId === other.excerptId
}

/** `saved` only after the program has answered that it is. */
export type SaveStatus = 'untouched' | 'unsaved' | 'saving' | 'saved' | 'failed'

const restMilliseconds = 600

interface Pending {
  readonly target: LabelTarget
  readonly point: PlanePoint
}

/**
 * A label on its way into the library: moved freely, saved at once when it is let go, after a short rest when it is moved by keys.
 * Nothing is lost when the track changes: what is pending is saved for the track it was placed on.
 * @param save resolves when the label is in the library; rejects when it is not
 * @param saved is called after each label that is in the library
 */
export function useLabelDraft(
  save: (target: LabelTarget, point: PlanePoint) => Promise<void>,
  saved: (target: LabelTarget, point: PlanePoint) => void,
) {
  const draft = shallowRef<PlanePoint | null>(null)
  const status = ref<SaveStatus>('untouched')
  let pending: Pending | null = null
  let timer = 0

  function move(target: LabelTarget, point: PlanePoint): void {
    draft.value = point
    status.value = 'unsaved'
    pending = { target, point }
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void flush(), restMilliseconds)
  }

  /** Saves what is pending now. Returns whether everything is saved. */
  async function flush(): Promise<boolean> {
    window.clearTimeout(timer)
    const own = pending
    if (!own) return status.value !== 'failed'
    pending = null
    status.value = 'saving'
    try {
      await save(own.target, own.point)
    } catch {
      if (draft.value === own.point) status.value = 'failed'
      return false
    }
    if (draft.value === own.point) status.value = 'saved'
    saved(own.target, own.point)
    return true
  }

  async function place(target: LabelTarget, point: PlanePoint): Promise<boolean> {
    move(target, point)
    return flush()
  }

  /** Turns to another target; what is pending is saved first. */
  function turn(): void {
    void flush()
    draft.value = null
    status.value = 'untouched'
  }

  /** The library's label is newer than the draft, for instance after an undo. */
  function forget(): void {
    if (pending || status.value === 'saving' || status.value === 'failed') return
    draft.value = null
  }

  onSavePending(flush)
  // What could not be saved in its own library must not reach another one, where the track is not the same.
  onLibraryChange(() => {
    window.clearTimeout(timer)
    pending = null
  })
  onScopeDispose(() => void flush())
  return { draft, status, move, place, flush, turn, forget }
}

import type { LabelRecord } from '@shared/contract/tracks'
import { fail } from '@shared/domain/failure'
import type { PlanePoint } from '@shared/domain/plane'
import type { ServiceContext } from '../service-context'
import { durationOfTrack, excerptWithId } from '../store/excerpts'
import { insertLabel, presentHumanLabel, refreshCurrentLabels } from '../store/labels'
import { recordChange } from '../undo-of-library'

/** What a label is about: a whole track (excerpt null) or one of its excerpts. */
export interface LabelTarget {
  readonly trackId: number
  readonly excerptId: number | null
}

/**
 * Places the label of a person; stored before this returns. Can be undone.
 * @param point in [−1, 1]
 * @throws Failure `not-found` for an unknown track or excerpt, `invalid-argument` for an excerpt of another track
 */
export function placeLabel(context: ServiceContext, target: LabelTarget, point: PlanePoint, note: string): LabelRecord {
  checkTarget(context, target)
  const before = presentHumanLabel(context.library().database, target.trackId, target.excerptId)
  const record = addHumanLabel(context, target, newLabel(context, point, note))
  recordChange(context, ['labels', 'tracks'], {
    title: 'Label placed',
    trackId: target.trackId,
    undo: () => void addHumanLabel(context, target, before ?? newLabel(context, null, '')),
    redo: () => void addHumanLabel(context, target, record),
  })
  return record
}

/**
 * Takes back the human label, so that the track falls back to its next source. Can be undone.
 * @throws Failure `not-found` for an unknown track or excerpt, `nothing-to-do` when there is no human label
 */
export function withdrawLabel(context: ServiceContext, target: LabelTarget): void {
  checkTarget(context, target)
  const before = presentHumanLabel(context.library().database, target.trackId, target.excerptId)
  if (!before)
    fail(
      'nothing-to-do',
      `Track ${target.trackId} has no human label to take back.`,
      'Labels from tags or imports are replaced by placing one by hand.',
    )
  addHumanLabel(context, target, newLabel(context, null, ''))
  recordChange(context, ['labels', 'tracks'], {
    title: 'Label withdrawn',
    trackId: target.trackId,
    undo: () => void addHumanLabel(context, target, before),
    redo: () => void addHumanLabel(context, target, newLabel(context, null, '')),
  })
}

type HumanLabel = Pick<LabelRecord, 'valence' | 'arousal' | 'author' | 'note' | 'createdAt'>

/** A label of now by the person at work; without a point it takes back the one before. */
function newLabel(context: ServiceContext, point: PlanePoint | null, note: string): HumanLabel {
  const { valence, arousal } = point ?? { valence: null, arousal: null }
  return { valence, arousal, note, author: context.settings().author, createdAt: context.now().toISOString() }
}

/** Adds a label. One that comes back keeps its author and its time: by its time it is known whether it was placed blind. */
function addHumanLabel(context: ServiceContext, target: LabelTarget, label: HumanLabel): LabelRecord {
  const { valence, arousal, author, note, createdAt } = label
  const { database } = context.library()
  return database.transaction(() => {
    const record = insertLabel(database, { ...target, valence, arousal, source: 'human', author, note, createdAt })
    refreshCurrentLabels(database, [target.trackId])
    return record
  })()
}

function checkTarget(context: ServiceContext, { trackId, excerptId }: LabelTarget): void {
  const { database } = context.library()
  durationOfTrack(database, trackId)
  if (excerptId === null) return
  const excerpt = excerptWithId(database, excerptId)
  if (excerpt.trackId !== trackId) {
    fail(
      'invalid-argument',
      `Excerpt ${excerptId} belongs to track ${excerpt.trackId}, not to track ${trackId}.`,
      'Name the excerpt with its own track.',
    )
  }
}

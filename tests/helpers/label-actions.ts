import fc from 'fast-check'
import { completedPoint } from '@shared/domain/one-dimension'
import type { PlanePoint } from '@shared/domain/plane'
import { changeExcerpt, createExcerpt, deleteExcerpt } from '@main/labelling/change-excerpts'
import { activateVersion, deriveLabels } from '@main/labelling/derive-labels'
import { placeLabel, withdrawLabel } from '@main/labelling/place-label'
import { undoStackOf } from '@main/undo-of-library'
import { excerptsOfTrack } from '@main/store/excerpts'
import { currentLabelOf, insertLabel, lastLabelOf, presentHumanLabel, refreshCurrentLabels } from '@main/store/labels'
import { listLabelVersions } from '@main/store/label-versions'
import type { TestContext } from './service-context'
import { byHand } from './schemes'

/** Something that a user does to labels; numbers choose among what is there. */
export interface LabelAction {
  readonly kind: 'label' | 'withdraw' | 'draw' | 'move' | 'delete' | 'derive' | 'activate' | 'import' | 'half' | 'undo' | 'redo'
  readonly track: number
  readonly excerpt: number | null
  readonly point: PlanePoint
  readonly text: string
}

/** Texts that files of other programs get wrong. */
const awkward = ['', "'", '=1+1', ' by ear ', 'a,"b"\nc\r\nd', 'ärger — ☂', '-0.5', 'null', 'true', "''x", '\t', '007']

const coordinate = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(-1, 0, 1, 0.1, -1 / 3)).map((value) => value + 0)

/** Random sequences of what users do, on so many tracks. */
export function labelActions(tracks: number, maxLength: number): fc.Arbitrary<LabelAction[]> {
  return fc.array(
    fc.record({
      kind: fc.constantFrom<LabelAction['kind'][]>(
        'label',
        'label',
        'withdraw',
        'draw',
        'draw',
        'move',
        'delete',
        'derive',
        'activate',
        'import',
        'half',
        'undo',
        'redo',
      ),
      track: fc.integer({ min: 0, max: tracks - 1 }),
      excerpt: fc.option(fc.integer({ min: 0, max: 3 })),
      point: fc.record({ valence: coordinate, arousal: coordinate }),
      text: fc.oneof(fc.constantFrom(...awkward), fc.string({ maxLength: 12, unit: 'grapheme' })),
    }),
    { maxLength },
  )
}

/** Does what users do; an action that finds nothing to act upon does nothing. @param trackIds of the library */
export function act({ context, library }: TestContext, trackIds: readonly number[], action: LabelAction): void {
  const { database } = library
  const trackId = trackIds[action.track] ?? 0
  const excerpts = excerptsOfTrack(database, trackId)
  const excerpt = action.excerpt === null ? undefined : excerpts[action.excerpt % Math.max(1, excerpts.length)]
  const excerptId = excerpt?.id ?? null
  const range = { startSeconds: Math.abs(action.point.valence) * 10, endSeconds: 11 + action.point.arousal }
  const versions = listLabelVersions(database)
  const acts: Record<LabelAction['kind'], () => unknown> = {
    label: () => placeLabel(context, { trackId, excerptId }, action.point, action.text),
    withdraw: () => presentHumanLabel(database, trackId, excerptId) && withdrawLabel(context, { trackId, excerptId }),
    draw: () => range.endSeconds > range.startSeconds && createExcerpt(context, trackId, range),
    move: () => excerptId !== null && range.endSeconds > range.startSeconds && changeExcerpt(context, excerptId, range),
    delete: () => excerptId !== null && deleteExcerpt(context, excerptId),
    derive: () => deriveLabels(context, byHand({ calmness: Math.abs(action.point.valence) }, {}, action.text || 'By hand'), action.text),
    activate: () => versions.length > 0 && activateVersion(context, versions[action.track % versions.length]?.id ?? 0),
    import: () => {
      insertLabel(database, {
        trackId,
        excerptId,
        ...action.point,
        source: action.track % 2 === 0 ? 'imported' : 'comments',
        author: action.text,
        note: 'from elsewhere',
        createdAt: context.now().toISOString(),
      })
      refreshCurrentLabels(database, [trackId])
    },
    half: () => {
      const target = { trackId, excerptId, source: 'imported' as const }
      const given = action.track % 2 === 0 ? { ...action.point, valence: null } : { ...action.point, arousal: null }
      const point = completedPoint(given, lastLabelOf(database, target), currentLabelOf(database, trackId))
      insertLabel(database, { ...target, ...point, author: action.text, note: '', createdAt: context.now().toISOString() })
      refreshCurrentLabels(database, [trackId])
    },
    undo: () => undoStackOf(library).undo(),
    redo: () => undoStackOf(library).redo(),
  }
  acts[action.kind]()
}

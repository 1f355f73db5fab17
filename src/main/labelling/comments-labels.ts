import type { LabelledFromComments } from '@shared/contract/labels'
import { fail } from '@shared/domain/failure'
import { dimensionMetrics } from '@shared/domain/metrics'
import type { PlanePoint } from '@shared/domain/plane'
import type { ServiceContext } from '../service-context'
import { presentSourceLabels, type SourceLabel } from '../store/comments-labels'
import { insertLabel, refreshCurrentLabels } from '../store/labels'
import { activeLexicon, wordsOfLexicon } from '../store/lexicons'
import type { LibraryDatabase } from '../store/library'
import { predictionsOfRun, runWithId } from '../store/runs'
import { readEmotionStems } from '../store/tags'
import { textBodies } from '../store/text-bodies'
import { labelOfTokens } from '../text/comments-label'
import { countedWords, coordinatesOfWords } from './label-of-comments'
import { recordChange } from '../undo-of-library'

/** Labels about to be added, and where they come from. */
interface CommentsLabels {
  readonly points: ReadonlyMap<number, PlanePoint>
  readonly note: string
}

/**
 * Labels tracks from their comments, as a source of its own: by the active lexicon over the words of the comments, or by what a network
 * with folds predicted for the tracks that it did not read in training. Labels are added, in one transaction; can be undone.
 * They count where a track has no label of another source.
 * @param runId a run on comments with folds; left out: the lexicon
 * @throws Failure `not-found` without a lexicon or for an unknown run; `invalid-argument` for a run of another kind; `nothing-to-do`
 *   when no track gets a label
 */
export function labelFromComments(context: ServiceContext, { runId }: { runId?: string | undefined }): LabelledFromComments {
  const { database } = context.library()
  const { points, note } = runId === undefined ? lexiconLabels(database) : networkLabels(database, runId)
  const before = presentSourceLabels(database, 'comments')
  const after = new Map<number, SourceLabel | null>([...before.keys()].map((trackId) => [trackId, null]))
  for (const [trackId, point] of points) after.set(trackId, { ...point, note })
  const changed = [...after].filter(([trackId, label]) => !sameLabel(label, before.get(trackId) ?? null))
  store(context, changed)
  recordChange(context, ['labels', 'tracks'], {
    title: `Labels from comments: ${points.size.toLocaleString('en')} ${points.size === 1 ? 'track' : 'tracks'}`,
    undo: () =>
      store(
        context,
        changed.map(([trackId]) => [trackId, before.get(trackId) ?? null]),
      ),
    redo: () => store(context, changed),
  })
  const withComments = textBodies(database, 'comments').length
  return { labelled: points.size, unlabelled: Math.max(0, withComments - points.size), note, comparison: compareWithTags(database, points) }
}

function lexiconLabels(database: LibraryDatabase): CommentsLabels {
  const lexicon = activeLexicon(database)
  if (!lexicon) return fail('not-found', 'This library has no lexicon.', 'Import a lexicon and choose to use it.')
  const comments = textBodies(database, 'comments').map((text) => ({ trackId: text.trackId, words: countedWords(text) }))
  const vocabulary = new Set(comments.flatMap(({ words }) => words))
  const coordinates = coordinatesOfWords(vocabulary, readEmotionStems(database), wordsOfLexicon(database, lexicon.id))
  const points = new Map(comments.flatMap(({ trackId, words }) => pointOf(trackId, labelOfTokens(words, coordinates))))
  if (points.size > 0) return { points, note: `Lexicon “${lexicon.name}” over the words of the comments; ${lexicon.licence}` }
  const why =
    comments.length === 0 ? 'no track has comments.' : `the lexicon “${lexicon.name}” holds none of their ${vocabulary.size} words.`
  return fail('nothing-to-do', `No track gets a label from its comments: ${why}`, 'Import comments, or use a lexicon with more words.')
}

/** Predictions are numbers that may lie beyond the plane; labels lie on it, so that they are clipped to [−1, 1]. */
function networkLabels(database: LibraryDatabase, runId: string): CommentsLabels {
  const run = runWithId(database, runId)
  const clip = (value: number): number => Math.max(-1, Math.min(1, value))
  const reads = run.network.branches.map(({ modality }) => modality)
  if (reads.length !== 1 || reads[0] !== 'comments')
    fail('invalid-argument', `The run “${run.name}” reads ${reads.join(' and ')}, not comments alone.`, 'Choose a run on comments.')
  const predictions = predictionsOfRun(database, runId, 'fold')
  if (predictions.length === 0) {
    fail(
      'invalid-argument',
      `The run “${run.name}” has no predictions of tracks that it did not read in training.`,
      'Train on comments with two folds or more, and let the run end.',
    )
  }
  const points = new Map(predictions.map(({ trackId, valence, arousal }) => [trackId, { valence: clip(valence), arousal: clip(arousal) }]))
  return { points, note: `Out-of-fold predictions of the run “${run.name}”` }
}

function pointOf(trackId: number, label: PlanePoint | null): [number, PlanePoint][] {
  return label ? [[trackId, { valence: label.valence, arousal: label.arousal }]] : []
}

function sameLabel(one: SourceLabel | null, other: SourceLabel | null): boolean {
  return one?.valence === other?.valence && one?.arousal === other?.arousal && one?.note === other?.note
}

/** From so many tracks on it is quicker to work out the current label of all. */
const manyTracks = 500

/** Adds a label, or takes one back (null), for each track. */
function store(context: ServiceContext, labels: readonly (readonly [number, SourceLabel | null])[]): void {
  const { database } = context.library()
  const common = { excerptId: null, source: 'comments' as const, author: context.settings().author, createdAt: context.now().toISOString() }
  database.transaction(() => {
    for (const [trackId, label] of labels) {
      insertLabel(database, {
        ...common,
        trackId,
        valence: label?.valence ?? null,
        arousal: label?.arousal ?? null,
        note: label?.note ?? '',
      })
    }
    refreshCurrentLabels(database, labels.length > manyTracks ? 'all' : labels.map(([trackId]) => trackId))
  })()
}

/** Correlation with the labels that the active version derived from tags, over the tracks that have both. */
function compareWithTags(database: LibraryDatabase, points: ReadonlyMap<number, PlanePoint>): LabelledFromComments['comparison'] {
  const tags = presentSourceLabels(database, 'tags')
  const both = [...points].flatMap(([trackId, point]) => {
    const tag = tags.get(trackId)
    return tag ? [{ point, tag }] : []
  })
  if (both.length < 2) return { tracks: both.length, valence: null, arousal: null }
  const pearson = (of: (point: PlanePoint) => number): number =>
    dimensionMetrics(
      both.map(({ tag }) => of(tag)),
      both.map(({ point }) => of(point)),
    ).pearson
  return { tracks: both.length, valence: pearson(({ valence }) => valence), arousal: pearson(({ arousal }) => arousal) }
}

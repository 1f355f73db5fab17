import type { z } from 'zod'
import type { derivedSchema, LabelVersion } from '@shared/contract/labels'
import { fail } from '@shared/domain/failure'
import { deriveByScheme, type Scheme, wordsOfScheme, underPresentNames } from '@shared/domain/schemes/scheme'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import type { ServiceContext } from '../service-context'
import { activeLexicon } from '../store/lexicons'
import { activeVersionId, insertLabelVersion, labelVersion, setActiveVersion } from '../store/label-versions'
import { refreshCurrentLabels } from '../store/labels'
import type { LibraryDatabase } from '../store/library'
import { readEmotionStems } from '../store/tags'
import { readTagMatrix } from './tag-matrix'
import { recordChange } from '../undo-of-library'

export type Derived = z.infer<typeof derivedSchema>

/**
 * Derives a label from the tags of every track by a scheme and makes the result the active version, in one transaction.
 * Labels of sources that win over tags go on winning over it. Can be undone.
 * @param note what the user says about this version
 * @throws Failure `not-found` without a lexicon, `invalid-argument` for a scheme that names an unknown word, `nothing-to-do` when no
 *   track would get a label from its tags
 */
export function deriveLabels(context: ServiceContext, scheme: Scheme, note: string): Derived {
  const { database } = context.library()
  const lexicon = activeLexicon(database)
  if (!lexicon) fail('not-found', 'This library has no lexicon.', 'Import a lexicon and choose to use it.')
  const matrix = readTagMatrix(database)
  checkWords(database, matrix, scheme)
  const labels = labelsBy(matrix, scheme)
  if (labels.length === 0)
    fail(
      'nothing-to-do',
      `No track gets a label from its tags: ${whyNone(matrix, lexicon.name)}`,
      'Import tags, or choose another lexicon or another scheme.',
    )
  const before = activeVersionId(database)
  const unlabelled = countTracks(database) - labels.length
  const version = database.transaction(() => {
    const id = insertLabelVersion(database, {
      scheme,
      lexiconId: lexicon.id,
      note,
      author: context.settings().author,
      createdAt: context.now().toISOString(),
      labels,
      unlabelled,
    })
    refreshCurrentLabels(database, 'all')
    return id
  })()
  recordActivation(
    context,
    `Labels derived: version ${version}, ${tracksOf(labels.length)} labelled, ${unlabelled.toLocaleString('en')} without`,
    before,
    version,
  )
  return { version, labelled: labels.length, unlabelled }
}

/**
 * Makes an earlier version's labels count again. Can be undone.
 * @throws Failure `not-found`
 */
export function activateVersion(context: ServiceContext, versionId: number): LabelVersion {
  const { database } = context.library()
  labelVersion(database, versionId)
  const before = activeVersionId(database)
  if (before !== versionId) {
    makeActive(database, versionId)
    recordActivation(context, `Label version ${versionId} chosen`, before, versionId)
  }
  return labelVersion(database, versionId)
}

const tracksOf = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'track' : 'tracks'}`

function recordActivation(context: ServiceContext, title: string, before: number | null, after: number): void {
  const { database } = context.library()
  recordChange(context, ['labels', 'tags', 'tracks'], {
    title,
    undo: () => makeActive(database, before),
    redo: () => makeActive(database, after),
  })
}

function makeActive(database: LibraryDatabase, versionId: number | null): void {
  database.transaction(() => {
    setActiveVersion(database, versionId)
    refreshCurrentLabels(database, 'all')
  })()
}

interface DerivedLabel {
  readonly trackId: number
  readonly valence: number
  readonly arousal: number
}

function labelsBy(matrix: TagMatrix, scheme: Scheme): DerivedLabel[] {
  const points = deriveByScheme(matrix, scheme)
  return Array.from(matrix.trackIds, (trackId, row) => ({
    trackId,
    valence: points.valence[row] ?? NaN,
    arousal: points.arousal[row] ?? NaN,
  })).filter(({ valence }) => !Number.isNaN(valence))
}

function checkWords(database: LibraryDatabase, matrix: TagMatrix, scheme: Scheme): void {
  const known = new Set([...matrix.words.map(({ word }) => word), ...readEmotionStems(database).words.map(({ word }) => word)])
  const unknown = wordsOfScheme(underPresentNames(scheme, matrix.words)).filter((word) => !known.has(word))
  if (unknown.length === 0) return
  fail(
    'invalid-argument',
    `The scheme “${scheme.name}” names words that are not known here: ${unknown.join(', ')}.`,
    `Use emotion words of this library: ${[...known].join(', ')}.`,
  )
}

function whyNone(matrix: TagMatrix, lexicon: string): string {
  if (matrix.trackIds.length === 0) return 'no track has a tag that stands for an emotion word.'
  if (matrix.words.every(({ valence }) => valence === null)) return `the lexicon “${lexicon}” holds none of the emotion words.`
  return 'the scheme leaves no tag.'
}

function countTracks(database: LibraryDatabase): number {
  return database.prepare<[], { tracks: number }>('SELECT COUNT(*) AS tracks FROM tracks').get()?.tracks ?? 0
}

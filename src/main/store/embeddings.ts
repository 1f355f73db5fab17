import { z } from 'zod'
import { coverageByKindSchema, type Embedding, embeddingSettingsSchema } from '@shared/contract/embeddings'
import { textKindSchema } from '@shared/contract/common'
import { fail } from '@shared/domain/failure'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'

interface EmbeddingRow extends Omit<Embedding, 'kinds' | 'settings' | 'coverage'> {
  kinds: string
  settings: string | null
  coverage: string
}

const selectEmbeddings = `
  SELECT id, name, origin, kinds, settings, source, words, size, vocabulary_digest AS vocabularyDigest, coverage, created_at AS createdAt
  FROM embeddings`

/**
 * Notes word vectors whose files are written.
 * @param trackIds the tracks whose texts they were learnt from; null for vectors that were learnt elsewhere
 */
export function insertEmbedding(
  database: LibraryDatabase,
  { id, name, origin, kinds, settings, source, words, size, vocabularyDigest, coverage, createdAt }: Embedding,
  trackIds: readonly number[] | null = null,
): Embedding {
  database
    .prepare(
      `INSERT INTO embeddings (id, name, origin, kinds, settings, source, words, size, vocabulary_digest, coverage, created_at, track_ids)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      name,
      origin,
      JSON.stringify(kinds),
      settings && JSON.stringify(settings),
      source,
      words,
      size,
      vocabularyDigest,
      JSON.stringify(coverage),
      createdAt,
      trackIds && JSON.stringify(trackIds),
    )
  return embeddingWithId(database, id)
}

/** The id that the next embedding takes; never one that a run was trained with, whether or not those vectors are still here. */
export function nextEmbeddingId(database: LibraryDatabase): number {
  const query = database.prepare<[], number>(
    `SELECT coalesce(max(id), 0) + 1 FROM
       (SELECT id FROM embeddings UNION ALL SELECT json_extract(settings, '$.embeddingId') FROM runs)`,
  )
  return query.pluck().get() ?? 1
}

/** All word vectors, the newest first. */
export function listEmbeddings(database: LibraryDatabase): Embedding[] {
  return database.prepare<[], EmbeddingRow>(`${selectEmbeddings} ORDER BY id DESC`).all().map(toEmbedding)
}

/**
 * One set of word vectors.
 * @throws Failure `not-found`
 */
export function embeddingWithId(database: LibraryDatabase, id: number): Embedding {
  const row = database.prepare<[number], EmbeddingRow>(`${selectEmbeddings} WHERE id = ?`).get(id)
  return row
    ? toEmbedding(row)
    : fail('not-found', `There are no word vectors ${id}.`, 'Learn or import word vectors first, or choose some of the list.')
}

/** The tracks whose texts word vectors were learnt from; null where they were learnt elsewhere. */
export function tracksOfEmbedding(database: LibraryDatabase, id: number): number[] | null {
  const text = database.prepare<[number], string | null>('SELECT track_ids FROM embeddings WHERE id = ?').pluck().get(id)
  return typeof text === 'string' ? z.array(z.number()).parse(JSON.parse(text)) : null
}

/**
 * Forgets word vectors; runs that read them keep their own copy.
 * @throws Failure `not-found`
 */
export function deleteEmbedding(database: LibraryDatabase, id: number): void {
  changesOne(database.prepare('DELETE FROM embeddings WHERE id = ?').run(id), `set of word vectors ${id}`)
}

function toEmbedding({ kinds, settings, coverage, ...row }: EmbeddingRow): Embedding {
  return {
    ...row,
    kinds: z.array(textKindSchema).parse(JSON.parse(kinds)),
    settings: settings === null ? null : embeddingSettingsSchema.parse(JSON.parse(settings)),
    coverage: coverageByKindSchema.parse(JSON.parse(coverage)),
  }
}

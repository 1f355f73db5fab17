import { expect, it } from 'vitest'
import { type Embedding, embeddingSettingsSchema } from '@shared/contract/embeddings'
import { deleteEmbedding, embeddingWithId, insertEmbedding, listEmbeddings, nextEmbeddingId } from '@main/store/embeddings'
import { testRunId } from '../../helpers/run-id'
import { createTestContext } from '../../helpers/service-context'
import { addStoredRun } from '../../helpers/stored-run'

const embedding = (id: number, values: Partial<Embedding> = {}): Embedding => ({
  id,
  name: `Words ${id}`,
  origin: 'trained',
  kinds: ['lyrics'],
  settings: embeddingSettingsSchema.parse({}),
  source: null,
  words: 10,
  size: 300,
  vocabularyDigest: 'abc',
  coverage: { lyrics: { texts: 1, tokens: 2, coveredTokens: 1, uncoveredTexts: 0 } },
  createdAt: '2026',
  ...values,
})

it('word vectors are read as they were written, learnt or imported, the newest first', () => {
  const { database } = createTestContext().library
  const imported = embedding(2, { origin: 'imported', settings: null, source: 'vectors.bin', kinds: ['lyrics', 'comments'] })
  expect(insertEmbedding(database, embedding(1))).toEqual(embedding(1))
  insertEmbedding(database, imported)
  expect(listEmbeddings(database)).toEqual([imported, embedding(1)])
  deleteEmbedding(database, 2)
  expect(() => embeddingWithId(database, 2)).toThrow(expect.objectContaining({ code: 'not-found' }))
})

it('an id that a run was trained with is not given to other word vectors when the first are deleted', () => {
  const { database } = createTestContext().library
  expect(nextEmbeddingId(database)).toBe(1)
  insertEmbedding(database, embedding(1))
  addStoredRun(database, testRunId())
  database.exec("UPDATE runs SET settings = json_set(settings, '$.embeddingId', 1)")
  deleteEmbedding(database, 1)
  expect(nextEmbeddingId(database)).toBe(2)
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { word2VecPayloadSchema } from '@shared/contract/workers/word2vec'
import { decodeSafetensors } from '@main/network/safetensors'
import { readVocabulary } from '@main/text/vocabulary'
import { learnEmbedding } from '@main/text/word2vec-job'

const folder = mkdtempSync(join(tmpdir(), 'circumplex-word2vec-'))
const sentencesPath = join(folder, 'texts.jsonl')
const context = { progress: () => undefined, signal: new AbortController().signal }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function learn(lines: string, settings: object = {}) {
  writeFileSync(sentencesPath, lines)
  return learnEmbedding(
    word2VecPayloadSchema.parse({ sentencesPath, outDirectory: join(folder, 'out'), size: 6, epochs: 2, ...settings }),
    '',
    context,
  )
}

it('writes the vectors and the vocabulary of the words that occur often enough', async () => {
  const result = await learn('["love","song","love"]\n[]\n["song","rare"]\n', { minCount: 2 })
  expect(result).toMatchObject({ words: 2, size: 6, tokens: 4 })
  expect(readVocabulary(result.vocabularyPath).words).toEqual(['love', 'song'])
  const embedding = decodeSafetensors(readFileSync(result.embeddingPath), 'the vectors').weights.get('embedding')
  expect(embedding?.dims).toEqual([3, 6])
  expect([...(embedding?.data ?? [])].slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0])
})

it('takes a text of one word', async () => {
  await expect(learn('["love"]\n')).resolves.toMatchObject({ words: 1, tokens: 1 })
})

it('refuses texts without a word and names a line that is no list of tokens', async () => {
  await expect(learn('[]\n')).rejects.toMatchObject({ code: 'nothing-to-do' })
  await expect(learn('["love","song"]\nlove song\n')).rejects.toMatchObject({
    code: 'file-invalid',
    message: expect.stringContaining('Line 2') as string,
  })
})

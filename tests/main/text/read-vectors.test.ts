import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readVectors } from '@main/text/read-vectors'
import { buildVocabulary } from '@main/text/vocabulary'

type Entry = readonly [word: string, numbers: readonly number[]]
type Form = 'bin' | 'word2vec' | 'glove'

const folder = mkdtempSync(join(tmpdir(), 'circumplex-vectors-'))
afterAll(() => rmSync(folder, { recursive: true }))
const vocabulary = buildVocabulary([['love', 'love', 'love', 'happi', 'happi', 'rain']])
const entries: readonly Entry[] = [
  ['the', [9, 9, 9]],
  ['happy', [1, 2, 3]],
  ['love', [0.5, -0.25, 4]],
  ['happiness', [7, 7, 7]],
  ['Köln', [1, 1, 1]],
]

function encode(list: readonly Entry[], form: Form, words = list.length): Buffer {
  const size = list[0]?.[1].length ?? 0
  const header = form === 'glove' ? '' : `${words} ${size}\n`
  if (form !== 'bin') return Buffer.from(header + list.map(([word, numbers]) => `${word} ${numbers.join(' ')}\n`).join(''))
  const records = list.map(([word, numbers]) =>
    Buffer.concat([Buffer.from(`${word} `), Buffer.from(Float32Array.from(numbers).buffer), Buffer.from('\n')]),
  )
  return Buffer.concat([Buffer.from(header), ...records])
}

function file(bytes: Buffer | string): string {
  const path = join(folder, 'vectors')
  writeFileSync(path, bytes)
  return path
}

/** Size and the vectors that were found, by stem. */
async function read(bytes: Buffer | string, onProgress?: (progress: { done: number; total: number }) => void) {
  const { size, rows } = await readVectors(file(bytes), vocabulary, undefined, onProgress)
  const found: Record<string, number[]> = Object.fromEntries([...rows].map(([id, row]) => [vocabulary.words[id - 1] ?? '', [...row]]))
  return { size, ...found }
}

describe('readVectors', () => {
  it.each<Form>(['bin', 'word2vec', 'glove'])(
    'takes the vocabulary’s vectors from %s: the spelling, else the first word of the stem',
    async (form) => {
      expect(await read(encode(entries, form))).toEqual({ size: 3, love: [0.5, -0.25, 4], happi: [1, 2, 3] })
    },
  )

  it('prefers the spelling that comes after a word of the same stem', async () => {
    expect(await read('loved 1 1\nlove 2 2\nloves 3 3\n')).toEqual({ size: 2, love: [2, 2] })
  })

  it.each<Form>(['bin', 'word2vec', 'glove'])('reads %s files longer than a piece, and reports how far it is', async (form) => {
    const filler: Entry[] = Array.from({ length: 9000 }, (_, index): Entry => [
      `w${index}x`,
      Array.from({ length: 60 }, (_number, at) => index + at / 8),
    ])
    const bytes = encode([...filler, ['rain', Array.from({ length: 60 }, (_, at) => at)]], form)
    const seen: number[] = []
    expect(await read(bytes, ({ done }) => seen.push(done))).toEqual({ size: 60, rain: Array.from({ length: 60 }, (_, at) => at) })
    expect(seen.length).toBeGreaterThan(1)
    expect(seen.at(-1)).toBe(bytes.length)
  })

  it('gives back every float32 of a binary file', async () => {
    const numbers = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(numbers, numbers, async (love, rain) => {
        expect(
          await read(
            encode(
              [
                ['love', love],
                ['rain', rain],
              ],
              'bin',
            ),
          ),
        ).toEqual({ size: 4, love, rain })
      }),
      { numRuns: 30 },
    )
  })

  it('bears words with spaces in them, as GloVe has', async () => {
    expect(await read('love 1 2 3\n. . . 1 1 1\n')).toEqual({ size: 3, love: [1, 2, 3] })
  })

  it.each([
    ['a binary file that ends too early', encode(entries, 'bin').subarray(0, 40)],
    ['a text file that ends too early', encode(entries, 'word2vec', 9)],
    ['a longer vector', 'love 1 2 3\nrain 1 2 3 4\n'],
    ['a shorter vector', 'love 1 2 3\nrain 1 2\n'],
    ['what is no number', 'love 1 2 x\n'],
    ['an empty file', ''],
  ])('refuses %s', async (_name, bytes) => {
    await expect(readVectors(file(bytes), vocabulary)).rejects.toMatchObject({ code: 'file-invalid' })
  })

  it('refuses vectors that cover nothing, packed files and missing ones', async () => {
    await expect(readVectors(file('haus 1 2\nbaum 3 4\n'), vocabulary)).rejects.toMatchObject({ code: 'nothing-to-do' })
    await expect(readVectors(file(Buffer.from([0x1f, 0x8b, 8, 0])), vocabulary)).rejects.toMatchObject({ code: 'unsupported' })
    await expect(readVectors(join(folder, 'none'), vocabulary)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('stops when cancelled', async () => {
    await expect(readVectors(file(encode(entries, 'bin')), vocabulary, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow(
      'cancelled',
    )
  })
})

import { expect, it } from 'vitest'
import { createVectorParser, type VectorSink } from '@main/text/vector-file'

const size = 300
const pieceBytes = 1 << 20

/** Pieces of a binary file of `words` words, cut wherever a mebibyte ends: the file itself is nowhere. */
function* pieces(words: number): Generator<Buffer, void> {
  let [piece, at] = [Buffer.alloc(pieceBytes), 0]
  const header = Buffer.from(`${words} ${size}\n`)
  const vector = Buffer.from(new Float32Array(size).fill(0.5).buffer)
  for (let word = -1; word < words; word += 1) {
    let record = word < 0 ? header : Buffer.concat([Buffer.from(`word${word} `), vector])
    while (record.length > 0) {
      const count = record.copy(piece, at)
      record = record.subarray(count)
      at += count
      if (at < pieceBytes) continue
      yield piece
      ;[piece, at] = [Buffer.alloc(pieceBytes), 0]
    }
  }
  yield piece.subarray(0, at)
}

it('keeps a few mebibytes of a file of any length', () => {
  const [words, taken]: [number, string[]] = [400_000, []]
  const sink: VectorSink = {
    begin: () => undefined,
    wants: (word) => word === 'word7' || word === `word${words - 1}`,
    take: (word, vector) => taken.push(`${word} ${vector[size - 1]}`),
  }
  const before = process.memoryUsage()
  let [peak, read, parser]: [number, number, ReturnType<typeof createVectorParser> | null] = [0, 0, null]
  for (const piece of pieces(words)) {
    parser ??= createVectorParser(piece, 'synthetic', sink)
    parser.push(piece)
    read += piece.length
    const now = process.memoryUsage()
    peak = Math.max(peak, now.arrayBuffers - before.arrayBuffers + now.heapUsed - before.heapUsed)
  }
  parser?.end()
  expect(taken).toEqual(['word7 0.5', `word${words - 1} 0.5`])
  expect(read).toBeGreaterThan(480e6)
  expect(peak).toBeLessThan(200e6)
})

it.each([
  ['binary words', '9 4\n', /word 1 has no end/],
  ['lines', '', /line 1 has no end/],
])('gives up where %s have no end, long before the end of the file', (_name, start, message) => {
  const sink: VectorSink = { begin: () => undefined, wants: () => false, take: () => undefined }
  const endless = Buffer.concat([Buffer.from(start), Buffer.alloc(pieceBytes, 'x')])
  expect(() => createVectorParser(endless, 'endless', sink).push(endless)).toThrow(message)
})

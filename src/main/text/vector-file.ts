import { fail } from '@shared/domain/failure'

/** The receiver of the vectors of a file, one after the other. */
export interface VectorSink {
  /** Called once, before any word. @param size numbers of each vector */
  begin(size: number): void
  /** Called for every word. @returns whether its vector is wanted */
  wants(word: string): boolean
  /** Called for a wanted word, right after. @param vector shape [size] */
  take(word: string, vector: Float32Array): void
}

/** Reads a file of vectors piece by piece, so that it need not fit into memory. */
export interface VectorParser {
  push(bytes: Buffer): void
  /** @throws Failure `file-invalid` when the file ends too early */
  end(): void
}

/** Words and numbers, as the first line of a word2vec file says. */
interface Header {
  readonly words: number
  readonly size: number
}

const largestSize = 10_000
/** The most bytes of a word. A file with a longer word is no file of vectors, and is not read into memory to find the end of the word. */
const longestWord = 4096
/** Bytes of the longest number, with its space. */
const longestNumber = 32
const newline = 0x0a
const space = 0x20

/**
 * Chooses the parser by the first bytes: word2vec's binary and text forms begin with a line of two numbers, GloVe does not.
 * @param start the first mebibyte, or the whole file where it is shorter
 * @throws Failure `file-invalid` when it is no such file; `unsupported` when it is compressed
 */
export function createVectorParser(start: Buffer, path: string, sink: VectorSink): VectorParser {
  if (start[0] === 0x1f && start[1] === 0x8b)
    fail('unsupported', `${path} is compressed.`, 'Unpack it first (gunzip), then choose the unpacked file.')
  const firstEnd = start.indexOf(newline)
  const header = readHeader(start.subarray(0, Math.max(0, firstEnd)).toString('utf8'))
  if (!header) return textParser(null, path, sink)
  const secondEnd = start.indexOf(newline, firstEnd + 1)
  const second = start
    .subarray(firstEnd + 1, secondEnd < 0 ? start.length : secondEnd)
    .toString('utf8')
    .trim()
    .split(' ')
  const isText = second.length > header.size && second.slice(-header.size).every((part) => Number.isFinite(Number(part)))
  return isText || header.words === 0 ? textParser(header, path, sink) : binaryParser(header, path, sink)
}

function readHeader(line: string): Header | null {
  const [, words, size] = /^\s*(\d+)\s+(\d+)\s*$/u.exec(line) ?? []
  return words === undefined || size === undefined ? null : { words: Number(words), size: Number(size) }
}

function checkedSize(size: number, path: string): number {
  if (size >= 1 && size <= largestSize) return size
  return fail('file-invalid', `${path} says that its vectors have ${size} numbers.`, 'Choose a word2vec (.bin, .txt) or GloVe (.txt) file.')
}

function truncated(path: string, detail: string): never {
  return fail('file-invalid', `${path} ends too early: ${detail}.`, 'Download or copy the file again.')
}

function wordless(path: string, detail: string): never {
  return fail('file-invalid', `${path} is no file of word vectors: ${detail}.`, 'Choose a word2vec (.bin, .txt) or GloVe (.txt) file.')
}

/** Word, space, size × float32 (little-endian), often a newline. */
function binaryParser(header: Header, path: string, sink: VectorSink): VectorParser {
  const size = checkedSize(header.size, path)
  const vector = new Float32Array(size)
  let rest: Buffer = Buffer.alloc(0)
  let seen = 0
  let headerPassed = false
  sink.begin(size)
  const readRecords = (bytes: Buffer): number => {
    let at = headerPassed ? 0 : bytes.indexOf(newline) + 1
    headerPassed = true
    while (seen < header.words) {
      const start = bytes[at] === newline ? at + 1 : at
      const wordEnd = bytes.indexOf(space, start)
      if ((wordEnd < 0 ? bytes.length : wordEnd) - start > longestWord) wordless(path, `word ${seen + 1} has no end`)
      if (wordEnd < 0 || wordEnd + 1 + size * 4 > bytes.length) break
      takeBinary(bytes, start, wordEnd, vector, sink, path)
      at = wordEnd + 1 + size * 4
      seen += 1
    }
    return at
  }
  return {
    push: (bytes) => {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      rest = seen < header.words ? all.subarray(readRecords(all)) : Buffer.alloc(0)
    },
    end: () => {
      if (seen < header.words) truncated(path, `${seen} of ${header.words} words are there`)
    },
  }
}

function takeBinary(bytes: Buffer, start: number, wordEnd: number, vector: Float32Array, sink: VectorSink, path: string): void {
  const word = bytes.toString('utf8', start, wordEnd)
  if (!sink.wants(word)) return
  for (let index = 0; index < vector.length; index += 1) vector[index] = bytes.readFloatLE(wordEnd + 1 + index * 4)
  takeChecked(word, vector, sink, path)
}

/** A word and its numbers a line. */
function textParser(header: Header | null, path: string, sink: VectorSink): VectorParser {
  let vector: Float32Array | null = null
  let rest = Buffer.alloc(0)
  let seen = 0
  let line = 0
  const readLine = (text: string): void => {
    line += 1
    if ((line === 1 && header) || text === '') return
    if (!vector) {
      vector = new Float32Array(checkedSize(header?.size ?? text.split(' ').length - 1, path))
      sink.begin(vector.length)
    }
    takeLine(text, line, vector, sink, path)
    seen += 1
  }
  return {
    push: (bytes) => {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      let at = 0
      for (let end = all.indexOf(newline); end >= 0; end = all.indexOf(newline, at)) {
        readLine(all.toString('utf8', at, end).trimEnd())
        at = end + 1
      }
      rest = Buffer.from(all.subarray(at))
      if (rest.length > longestWord + (vector?.length ?? largestSize) * longestNumber) wordless(path, `line ${line + 1} has no end`)
    },
    end: () => {
      readLine(rest.toString('utf8').trimEnd())
      if (header && seen < header.words) truncated(path, `${seen} of ${header.words} words are there`)
      if (!vector) fail('file-invalid', `${path} holds no word vectors.`, 'Choose a word2vec (.bin, .txt) or GloVe (.txt) file.')
    },
  }
}

/** The last `size` parts are numbers; GloVe has words with spaces in them (“. . .”). */
function takeLine(text: string, line: number, vector: Float32Array, sink: VectorSink, path: string): void {
  const parts = text.split(' ')
  const size = vector.length
  const wordParts = parts.length - size
  if (wordParts < 1 || (wordParts > 1 && isNumber(parts[wordParts - 1] ?? ''))) {
    fail(
      'file-invalid',
      `${path}, line ${line}: ${parts.length - 1} numbers where ${size} are expected.`,
      'All vectors of a file must have the same size; download or copy the file again.',
    )
  }
  const word = parts.slice(0, wordParts).join(' ')
  if (!sink.wants(word)) return
  for (let index = 0; index < size; index += 1) vector[index] = Number(parts[wordParts + index])
  takeChecked(word, vector, sink, path)
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text))
}

function takeChecked(word: string, vector: Float32Array, sink: VectorSink, path: string): void {
  if (!vector.every(Number.isFinite))
    fail('file-invalid', `${path}: the vector of “${word}” holds what is no number.`, 'Download or copy the file again.')
  sink.take(word, vector)
}

import { TextDecoder } from 'node:util'
import { fail } from '@shared/domain/failure'

/** Text with the name of the encoding it was read by, as the WHATWG Encoding Standard names it. */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
}

/**
 * Decodes a text file. Without a given encoding: a byte-order mark decides; else zeros among the bytes of one parity mean UTF-16;
 * else UTF-8 if the bytes are valid UTF-8, and Windows-1252 if not.
 * @param encoding a label that TextDecoder knows, such as `utf-8` or `windows-1252`
 * @throws Failure `invalid-argument` for an unknown encoding, `file-invalid` when the bytes are not text in the given one
 */
export function decodeText(bytes: Uint8Array, encoding?: string): DecodedText {
  const label = encoding ?? detectEncoding(bytes)
  const decoder = decoderFor(label)
  try {
    return { text: decoder.decode(bytes), encoding: decoder.encoding }
  } catch {
    return fail('file-invalid', `The file is not text in ${label}.`, 'Choose another encoding, such as windows-1252.')
  }
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    return fail('invalid-argument', `The encoding "${label}" is not known.`, 'Use utf-8, utf-16le, utf-16be or windows-1252.')
  }
}

/** Share of zeros among the bytes of one parity from which on a text is UTF-16; texts of one byte a character hold none. */
const leastZeroShare = 0.02
const examinedBytes = 4000

function detectEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return utf16ByZeros(bytes.subarray(0, examinedBytes)) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
}

/**
 * Latin letters have a zero byte in UTF-16; in other scripts at least spaces and line ends do, always at the same parity.
 * Zeros at the very end are padding that some programs leave.
 */
function utf16ByZeros(bytes: Uint8Array): string | null {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1
  const zeros = { even: 0, odd: 0 }
  bytes.subarray(0, end).forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1
  })
  const [fewer, more] = zeros.even < zeros.odd ? [zeros.even, zeros.odd] : [zeros.odd, zeros.even]
  if (more <= (leastZeroShare * end) / 2 || fewer * 3 > more) return null
  return zeros.even < zeros.odd ? 'utf-16le' : 'utf-16be'
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

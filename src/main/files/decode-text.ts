import { TextDecoder } from 'node:util'
import { fail } from '@shared/domain/failure'

/** Text with the name of the encoding it was read by, as the WHATWG Encoding Standard names it. */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
}

/**
 * Decodes a text file. Without a given encoding: a byte-order mark decides; else zeros at every second byte tell UTF-16;
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

function detectEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = zerosByParity(bytes.subarray(0, 2000))
  if (zeros.odd > zeros.examined * 0.7) return 'utf-16le'
  if (zeros.even > zeros.examined * 0.7) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function zerosByParity(bytes: Uint8Array): { even: number; odd: number; examined: number } {
  const counts = { even: 0, odd: 0, examined: bytes.length / 2 }
  bytes.forEach((byte, index) => {
    if (byte === 0) counts[index % 2 === 0 ? 'even' : 'odd'] += 1
  })
  return counts
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

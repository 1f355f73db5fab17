/** A part of a file: both ends included, as HTTP counts. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * Reads a Range header with one range (RFC 9110, section 14).
 * @param header such as "bytes=0-499", "bytes=500-" or "bytes=-500"; null when there is none
 * @param size length of the file in bytes
 * @returns the range; 'whole' when none was asked for or the header is not understood; 'unsatisfiable' when it lies outside the file
 */
export function parseByteRange(header: string | null, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (!match) return 'whole'
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return 'whole'
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length > 0 ? { first: size - length, last: size - 1 } : 'unsatisfiable'
  }
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return first < size && first <= last ? { first, last } : 'unsatisfiable'
}

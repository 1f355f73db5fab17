/** Characters of a range of bytes, one a byte; shorter where the bytes end. */
export function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length))
}

/** Whether bytes stand at an offset. */
export function matches(bytes: Uint8Array, offset: number, wanted: readonly number[]): boolean {
  return wanted.every((value, index) => bytes[offset + index] === value)
}

/** A whole number of 32 bits, most significant byte first; NaN where the bytes end. */
export function bigEndian32(bytes: Uint8Array, offset: number): number {
  return offset + 4 <= bytes.length ? view(bytes).getUint32(offset, false) : Number.NaN
}

/** A whole number of 32 bits, least significant byte first; NaN where the bytes end. */
export function littleEndian32(bytes: Uint8Array, offset: number): number {
  return offset + 4 <= bytes.length ? view(bytes).getUint32(offset, true) : Number.NaN
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

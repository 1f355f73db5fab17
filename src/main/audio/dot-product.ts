/** Multiplies and sums stretches of two arrays by vector instructions, some eight times faster than JavaScript's own. */
export interface DotProduct {
  /** Copies the first array; it is used until the next call. */
  load(values: Float32Array): void
  /**
   * Σ first[firstStart + i] · second[secondStart + i] for i below `count`; all of it must lie inside the arrays.
   * @param count a positive multiple of `dotProductStep`
   */
  at(firstStart: number, secondStart: number, count: number): number
}

/** Numbers that are taken at once. */
export const dotProductStep = 8

const pageBytes = 65_536
const float32Bytes = Float32Array.BYTES_PER_ELEMENT

/**
 * Opens a dot product with a second array that stays the same.
 * @param second any numbers, copied
 */
export function createDotProduct(second: Float32Array): DotProduct {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((second.length * float32Bytes) / pageBytes) })
  new Float32Array(memory.buffer).set(second)
  const kernel = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()), { host: { memory } }).exports['dot']
  if (!kernel) throw new TypeError('The dot product has no entry.')
  const firstOffset = second.length * float32Bytes
  return {
    load: (values) => {
      const missing = firstOffset + values.length * float32Bytes - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
      new Float32Array(memory.buffer, firstOffset, values.length).set(values)
    },
    at: (firstStart, secondStart, count) => {
      const start = firstOffset + firstStart * float32Bytes
      return kernel(start, secondStart * float32Bytes, start + count * float32Bytes)
    },
  }
}

// WebAssembly, one instruction a line; numbers are those of the core specification (sections 5.4 and 5.5).
const [a, b, end, evenSum, oddSum] = [0, 1, 2, 3, 4]
const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const add32Bytes = [0x41, 32, 0x6a]
const loadVector = (offset: number): number[] => [0xfd, 0x00, 2, offset]
const [multiplyVectors, addVectors] = [
  [0xfd, 0xe6, 0x01],
  [0xfd, 0xe4, 0x01],
]
const lane = (index: number): number[] => [0xfd, 0x1f, index]
const addFloats = [0x92]

/** (a, b, end) → Σ over a … end, by byte offsets: two vectors of four numbers in each turn of the loop. */
function code(): number[] {
  const accumulate = (sum: number, offset: number): number[] => [
    ...get(sum),
    ...get(a),
    ...loadVector(offset),
    ...get(b),
    ...loadVector(offset),
    ...multiplyVectors,
    ...addVectors,
    ...set(sum),
  ]
  return [
    ...[1, 2, 0x7b], // two locals of 128 bits
    ...[0x03, 0x40], // loop
    ...accumulate(evenSum, 0),
    ...accumulate(oddSum, 16),
    ...[...get(b), ...add32Bytes, ...set(b)],
    ...[...get(a), ...add32Bytes, ...set(a)],
    ...[...get(a), ...get(end), 0x49, 0x0d, 0], // again while a < end
    0x0b,
    ...[...get(evenSum), ...get(oddSum), ...addVectors, ...set(evenSum)],
    ...[...get(evenSum), ...lane(0), ...get(evenSum), ...lane(1), ...addFloats],
    ...[...get(evenSum), ...lane(2), ...addFloats, ...get(evenSum), ...lane(3), ...addFloats],
    0x0b,
  ]
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const body = code()
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [0x60, 3, 0x7f, 0x7f, 0x7f, 1, 0x7d]), // a function from three whole numbers to a float
    ...section(2, [...name('host'), ...name('memory'), 2, 0, 1]),
    ...section(3, [0]),
    ...section(7, [...name('dot'), 0, 0]),
    ...section(10, [body.length, ...body]),
  ])
}

/** A section with one entry; all of ours are shorter than 128 bytes, so that lengths are one byte. */
function section(id: number, entry: readonly number[]): number[] {
  return [id, entry.length + 1, 1, ...entry]
}

function name(text: string): number[] {
  return [text.length, ...new TextEncoder().encode(text)]
}

import { float32Bytes, type Word2VecLayout } from './word2vec-layout'

/**
 * Learns one pair of words by vector instructions: raises the first target's probability given the input word and lowers the others'.
 * Each target's row and the input's row move by rate · (label − σ(input · target)) times the other row, in single precision.
 * @param inputByte where the input word's row starts
 * @param slotsByte where the first bytes of the targets' rows are listed, as 32-bit whole numbers
 */
export type LearnPair = (inputByte: number, rate: number, slotsByte: number) => void

/** σ is read from a table between −6 and 6, as word2vec does. */
export const sigmoidRange = 6
export const sigmoidSteps = 1024

/**
 * Compiles the kernel for rows of a layout; targets are unrolled, rows are walked once for the products and once for the moves.
 * @param memory where the rows, the table of σ and the slots lie
 */
export function compileLearnPair(memory: WebAssembly.Memory, layout: Word2VecLayout): LearnPair {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes(layout)), { host: { memory } })
  const kernel = exports['learn']
  if (!kernel) throw new TypeError('The kernel has no entry.')
  return kernel
}

// WebAssembly; numbers are those of the core specification (sections 5.4 and 5.5).
const [input, rate, slots, cursor, inputVector, movedInput, targetVector, firstSum] = [0, 1, 2, 3, 4, 5, 6, 7]
const [i32, f32, v128] = [0x7f, 0x7d, 0x7b]
const vectorBytes = 16
const get = (local: number): number[] => [0x20, ...unsigned(local)]
const set = (local: number): number[] => [0x21, ...unsigned(local)]
const wholeNumber = (value: number): number[] => [0x41, ...signed(value)]
const float = (value: number): number[] => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)]
const [addWhole, shiftLeft, lessUnsigned, truncate] = [[0x6a], [0x74], [0x49], [0xfc, 0x00]]
const [addFloat, subtractFloat, multiplyFloat, minimum, maximum] = [[0x92], [0x93], [0x94], [0x96], [0x97]]
const [addVector, multiplyVector, splat] = [
  [0xfd, 0xe4, 0x01],
  [0xfd, 0xe6, 0x01],
  [0xfd, 0x13],
]
const loadVector = (offset: number): number[] => [0xfd, 0x00, 2, ...unsigned(offset)]
const storeVector = (offset: number): number[] => [0xfd, 0x0b, 2, ...unsigned(offset)]
const loadWhole = (offset: number): number[] => [0x28, 2, ...unsigned(offset)]
const loadFloat = (offset: number): number[] => [0x2a, 2, ...unsigned(offset)]
const lane = (vector: number, index: number): number[] => [...get(vector), 0xfd, 0x1f, index]
const address = (row: number): number[] => [...get(row), ...get(cursor), ...addWhole]

/** The locals of a target: the vector of its products' sums, and the byte where its row starts. */
interface Target {
  readonly sum: number
  readonly row: number
}

function code(layout: Word2VecLayout): number[] {
  const targets = Array.from({ length: layout.targets }, (_, index): Target => ({
    sum: firstSum + index,
    row: firstSum + layout.targets + index,
  }))
  const steps = Array.from({ length: layout.unrolled }, (_, index) => index * vectorBytes)
  const readInput = (offset: number): number[] => [...address(input), ...loadVector(offset), ...set(inputVector)]
  return [
    ...[3, 1, i32, ...unsigned(3 + targets.length), v128, ...unsigned(targets.length), i32],
    ...targets.flatMap(({ row }, index) => [...get(slots), ...loadWhole(index * Int32Array.BYTES_PER_ELEMENT), ...set(row)]),
    ...walkRow(
      layout,
      steps.flatMap((offset) => [...readInput(offset), ...multiply(targets, offset)]),
    ),
    ...targets.flatMap(({ sum }, index) => [...gradient(sum, index === 0 ? 1 : 0, layout.sigmoidByte), ...set(sum)]),
    ...walkRow(
      layout,
      steps.flatMap((offset) => [...readInput(offset), ...move(targets, offset)]),
    ),
    0x0b,
  ]
}

/** Repeats a body for every piece of a row, with `cursor` at the piece's first byte. */
function walkRow({ unrolled, rowBytes }: Word2VecLayout, body: readonly number[]): number[] {
  const step = [...get(cursor), ...wholeNumber(unrolled * vectorBytes), ...addWhole, 0x22, cursor]
  return [...wholeNumber(0), ...set(cursor), 0x03, 0x40, ...body, ...step, ...wholeNumber(rowBytes), ...lessUnsigned, 0x0d, 0, 0x0b]
}

/** Adds to each target's sums the products of a piece of its row and the input's. */
function multiply(targets: readonly Target[], offset: number): number[] {
  return targets.flatMap(({ sum, row }) => [
    ...get(sum),
    ...address(row),
    ...loadVector(offset),
    ...get(inputVector),
    ...multiplyVector,
    ...addVector,
    ...set(sum),
  ])
}

/** The input's row moves by the targets as they were, the targets by the input as it was. */
function move(targets: readonly Target[], offset: number): number[] {
  return [
    ...get(inputVector),
    ...set(movedInput),
    ...targets.flatMap(({ sum, row }) => [
      ...[...address(row), ...loadVector(offset), ...set(targetVector)],
      ...[...get(movedInput), ...get(targetVector), ...get(sum), ...multiplyVector, ...addVector, ...set(movedInput)],
      ...[...address(row), ...get(targetVector), ...get(inputVector), ...get(sum), ...multiplyVector, ...addVector, ...storeVector(offset)],
    ]),
    ...address(input),
    ...get(movedInput),
    ...storeVector(offset),
  ]
}

/** Vector of four products → rate · (label − σ(their sum)), four times. */
function gradient(sum: number, label: number, sigmoidByte: number): number[] {
  const product = [...lane(sum, 0), ...lane(sum, 1), ...addFloat, ...lane(sum, 2), ...addFloat, ...lane(sum, 3), ...addFloat]
  const tableIndex = [
    ...product,
    ...float(sigmoidRange),
    ...addFloat,
    ...float(0),
    ...maximum,
    ...float(2 * sigmoidRange),
    ...minimum,
    ...float(sigmoidSteps / (2 * sigmoidRange)),
    ...multiplyFloat,
    ...truncate,
  ]
  const sigmoid = [...tableIndex, ...wholeNumber(Math.log2(float32Bytes)), ...shiftLeft, ...loadFloat(sigmoidByte)]
  return [...float(label), ...sigmoid, ...subtractFloat, ...get(rate), ...multiplyFloat, ...splat]
}

function moduleBytes(layout: Word2VecLayout): Uint8Array<ArrayBuffer> {
  const body = code(layout)
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [0x60, 3, i32, f32, i32, 0]),
    ...section(2, [...name('host'), ...name('memory'), 2, 3, 0, ...unsigned(layout.maximumPages)]),
    ...section(3, [0]),
    ...section(7, [...name('learn'), 0, 0]),
    ...section(10, [...unsigned(body.length), ...body]),
  ])
}

/** A section with one entry. */
function section(id: number, entry: readonly number[]): number[] {
  return [id, ...unsigned(entry.length + 1), 1, ...entry]
}

function name(text: string): number[] {
  return [text.length, ...new TextEncoder().encode(text)]
}

/** LEB128 of a number of at most 32 bits. */
function unsigned(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value >>> 0; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest]
    bytes.push((rest & 0x7f) | 0x80)
  }
}

/** Signed LEB128; ours are never negative, so that only the sign bit needs room. */
function signed(value: number): number[] {
  const bytes = unsigned(value)
  const last = bytes.at(-1) ?? 0
  return last < 0x40 ? bytes : [...bytes.slice(0, -1), last | 0x80, 0]
}

import { fail } from '@shared/domain/failure'

/** Where everything lies in the memory that the threads of a training share; all in bytes. */
export interface Word2VecLayout {
  readonly words: number
  /** Numbers of a vector. */
  readonly size: number
  /** Words that one input word is learnt against: the real one and the drawn ones. */
  readonly targets: number
  /** A row's length: its vector padded with zeros to whole turns of the kernel's loop. */
  readonly rowBytes: number
  /** Vectors of four numbers in one turn of the kernel's loop. */
  readonly unrolled: number
  /** Where the rows of target vectors start; those of input vectors start at 0. The first row of each belongs to the padding. */
  readonly targetRowsByte: number
  readonly sigmoidByte: number
  /** One list of targets for each thread, `slotsBytes` apart. */
  readonly slotsByte: number
  readonly pages: number
  readonly maximumPages: number
}

export const float32Bytes = Float32Array.BYTES_PER_ELEMENT
/** Room for the targets of one thread, on cache lines of its own. */
export const slotsBytes = 256
const sigmoidBytes = 8192
const pageBytes = 65_536
const maximumPages = 65_536
const numbersPerVector = 4

/**
 * Lays out the memory of a training.
 * @throws Failure `unsupported` when the vectors need more than the 4 GiB that WebAssembly can address
 */
export function layOutWord2Vec(words: number, size: number, negative: number, threads: number): Word2VecLayout {
  const vectors = Math.ceil(size / numbersPerVector)
  const unrolled = [5, 4, 3, 2].find((count) => vectors % count === 0) ?? 1
  const rowBytes = vectors * numbersPerVector * float32Bytes
  const targetRowsByte = (words + 1) * rowBytes
  const sigmoidByte = Math.ceil((2 * targetRowsByte) / slotsBytes) * slotsBytes
  const slotsByte = sigmoidByte + sigmoidBytes
  const pages = Math.ceil((slotsByte + threads * slotsBytes) / pageBytes)
  if (pages > maximumPages) {
    fail(
      'unsupported',
      `${words} words with ${size} numbers each need more than 4 GiB.`,
      'Raise the minimum count or choose shorter vectors.',
    )
  }
  return { words, size, targets: negative + 1, rowBytes, unrolled, targetRowsByte, sigmoidByte, slotsByte, pages, maximumPages }
}

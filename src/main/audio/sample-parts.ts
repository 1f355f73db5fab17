/** Samples of a part: 16 MiB, so that a thread and who reads from it hold little, whatever the file's length. */
const samplesOfPart = 2 ** 22

/**
 * Gathers excerpts into parts of at most `samplesOfPart` samples, at least one excerpt each, in their order.
 * @throws what the excerpts throw, behind a part of those that came before
 */
export async function* inParts<Excerpt extends { readonly samples: Float32Array }>(
  excerpts: AsyncIterable<Excerpt>,
  mostSamples = samplesOfPart,
): AsyncGenerator<Excerpt[]> {
  let part: Excerpt[] = []
  let size = 0
  try {
    for await (const excerpt of excerpts) {
      if (part.length > 0 && size + excerpt.samples.length > mostSamples) {
        yield part
        part = []
        size = 0
      }
      part.push(excerpt)
      size += excerpt.samples.length
    }
  } catch (error) {
    if (part.length > 0) yield part
    throw error
  }
  if (part.length > 0) yield part
}

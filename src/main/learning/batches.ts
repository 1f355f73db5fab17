/**
 * Cuts a sequence into batches. A remainder of one joins the batch before it, because the moments of one sample say nothing
 * to batch normalisation; a larger remainder is a batch of its own.
 * @param batchSize at least 2
 */
export function batchesOf<Item>(items: readonly Item[], batchSize: number): Item[][] {
  const batches = chunksOf(items, batchSize)
  const last = batches.at(-1)
  if (last?.length !== 1 || batches.length === 1) return batches
  return [...batches.slice(0, -2), [...(batches.at(-2) ?? []), ...last]]
}

/** Cuts a sequence into chunks of a size; the last may be smaller. */
export function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}

/**
 * Reads each batch while the one before it is being worked on.
 * @param batches what to read, in order
 * @param read starts reading one batch
 */
export async function* readAhead<Item, Batch>(batches: readonly Item[], read: (item: Item) => Promise<Batch>): AsyncGenerator<Batch> {
  const start = (index: number): Promise<Batch> | undefined => {
    const item = batches[index]
    const reading = item === undefined ? undefined : read(item)
    // A failure is met when the batch is awaited; until then it must not count as unhandled.
    reading?.catch(() => undefined)
    return reading
  }
  let next = start(0)
  for (let index = 0; next !== undefined; index += 1) {
    const batch = await next
    next = start(index + 1)
    yield batch
  }
}

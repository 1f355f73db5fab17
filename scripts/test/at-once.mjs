/**
 * Does work on each item, some at a time, and begins in the order of the items.
 * @template Item, Value
 * @param {readonly Item[]} items
 * @param {number} count how many at a time, at least 1
 * @param {(item: Item) => Promise<Value>} work
 * @returns {Promise<Value[]>} in the order of the items; rejects with the first error
 */
export async function atOnce(items, count, work) {
  const values = new Array(items.length)
  const waiting = items.entries()
  const goOn = async () => {
    for (const [index, item] of waiting) values[index] = await work(item)
  }
  await Promise.all(Array.from({ length: count }, goOn))
  return values
}

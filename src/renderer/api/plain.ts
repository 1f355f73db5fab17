/**
 * A copy without Vue's proxies, which cannot cross to the program: lists and plain objects are copied all the way down, typed arrays
 * and other values pass.
 * @returns the same structure; what is undefined in an object is left out
 */
export function plain<Value>(value: Value): Value
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item))
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([key, item]: [string, unknown]) => [key, plain(item)]))
}

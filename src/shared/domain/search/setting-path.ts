/**
 * What lies at a path of member names joined by dots, such as `fusion.share`.
 * @returns undefined where there is nothing
 */
export function valueAt(holder: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => (isRecord(found) && Object.hasOwn(found, name) ? found[name] : undefined), holder)
}

/** A copy with another value at a path; what is missing on the way, or null, becomes an object. */
export function withValueAt(holder: unknown, path: string, value: unknown): Record<string, unknown> {
  const [name = '', ...rest] = path.split('.')
  const members = isRecord(holder) ? holder : {}
  return { ...members, [name]: rest.length === 0 ? value : withValueAt(members[name], rest.join('.'), value) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

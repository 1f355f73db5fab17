/**
 * The first field of a value that a schema did not take over, such as a setting of a later version, which would be left out silently.
 * @param given before it was parsed
 * @param taken after
 * @returns its path, such as `run.settings.optimiser`; null where nothing was lost
 */
export function lostField(given: unknown, taken: unknown): string | null {
  if (typeof given !== 'object' || given === null) return null
  const kept: ReadonlyMap<string, unknown> = new Map(typeof taken === 'object' && taken !== null ? Object.entries(taken) : [])
  for (const [name, value] of Object.entries(given)) {
    if (!kept.has(name)) return name
    const inside = lostField(value, kept.get(name))
    if (inside !== null) return `${name}.${inside}`
  }
  return null
}

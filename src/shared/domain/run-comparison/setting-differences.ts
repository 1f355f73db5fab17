import { groupBy } from '../group-by'

/** Values of settings by dotted names, such as `fusion.frozen`. */
export type FlatSettings = ReadonlyMap<string, string>

/** A setting in which compared runs differ: a value for each, null where a run has no such setting. */
export interface SettingDifference {
  readonly setting: string
  readonly values: readonly (string | null)[]
}

/** Spreads nested settings out: names joined by dots, values as people read them; empty objects and lists are "none". */
export function flatSettings(value: unknown, name = ''): FlatSettings {
  const isNested = typeof value === 'object' && value !== null
  const entries = isNested ? Object.entries(value) : []
  if (entries.length === 0) return new Map([[name, isNested || value === null || value === undefined ? 'none' : plain(value)]])
  return new Map(entries.flatMap(([key, own]) => [...flatSettings(own, name === '' ? key : `${name}.${key}`)]))
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * The settings in which entries of one kind differ, in the order in which they first appear; entries of another kind, which have other
 * settings, do not count as different. A setting that is nested in one and "none" in another is shown by its parts.
 * @param kinds of the entries, in their order; left out: all are of one kind
 * @returns empty where all are alike, or none has another of its kind
 */
export function settingDifferences(settings: readonly FlatSettings[], kinds: readonly string[] = []): SettingDifference[] {
  const names = [...new Set(settings.flatMap((own) => [...own.keys()]))]
  const ofKinds = [...groupBy(settings.keys(), (entry) => kinds[entry] ?? '').values()]
  const differs = (values: readonly (string | null)[]): boolean =>
    ofKinds.some((entries) => new Set(entries.map((entry) => values[entry])).size > 1)
  return names
    .map((setting) => ({ setting, values: settings.map((own) => own.get(setting) ?? null) }))
    .filter(({ values }) => differs(values))
}

/**
 * What runs that differ only in their seed have in common: equal texts for equal settings, whatever the order of their names.
 * @param settings as `flatSettings` gives them
 */
export function seedlessKey(settings: FlatSettings): string {
  return JSON.stringify([...settings].filter(([name]) => name !== 'seed').sort(([one], [other]) => (one < other ? -1 : 1)))
}

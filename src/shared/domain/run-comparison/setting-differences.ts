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
 * The settings in which some differ, in the order in which they first appear. A setting that is nested in one and "none" in another is
 * shown by its parts.
 * @returns empty where all are alike, or fewer than two are given
 */
export function settingDifferences(settings: readonly FlatSettings[]): SettingDifference[] {
  const names = [...new Set(settings.flatMap((own) => [...own.keys()]))]
  return names
    .map((setting) => ({ setting, values: settings.map((own) => own.get(setting) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1)
}

/**
 * What runs that differ only in their seed have in common: equal texts for equal settings, whatever the order of their names.
 * @param settings as `flatSettings` gives them
 */
export function seedlessKey(settings: FlatSettings): string {
  return JSON.stringify([...settings].filter(([name]) => name !== 'seed').sort(([one], [other]) => (one < other ? -1 : 1)))
}

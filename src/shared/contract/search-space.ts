import { fail } from '../domain/failure'
import { valueAt, withValueAt } from '../domain/search/setting-path'
import { type SearchSpace, type SettingRange, type TrialValues, valueInWords } from '../domain/search/space'
import { fusionSettingsSchema, type TrainingSettings, trainingSettingsSchema } from './training-settings'

/** What belongs to the search as a whole: trials that differ in these could not be held against each other. */
const fixed: ReadonlySet<string> = new Set(['modality', 'folds', 'thenFitAll', 'engine', 'device', 'fallback'])

/** The settings that a search may vary, by their names. */
export function searchableSettings(): string[] {
  const nested = Object.keys(fusionSettingsSchema.shape).map((name) => `fusion.${name}`)
  return [...Object.keys(trainingSettingsSchema.shape).filter((name) => !fixed.has(name) && name !== 'fusion'), ...nested]
}

/**
 * Settings with other values of some of them.
 * @param values by the names of settings, nested ones as `fusion.share`
 * @throws Failure `invalid-argument` that names a setting that does not exist, or a value that it does not take
 */
export function settingsWith(base: TrainingSettings, values: TrialValues): TrainingSettings {
  const changed = Object.entries(values).reduce<Record<string, unknown>>((found, [name, value]) => withValueAt(found, name, value), base)
  const parsed = trainingSettingsSchema.safeParse(changed)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = issue?.path.join('.') ?? ''
    const name = Object.keys(values).find((key) => path.startsWith(key)) ?? path
    const value = values[name]
    return fail(
      'invalid-argument',
      `The setting ${name} cannot be ${value === undefined ? 'so' : valueInWords(value)}: ${issue?.message ?? 'it does not fit'}.`,
      'Change the search space.',
    )
  }
  for (const name of Object.keys(values)) requireKnown(parsed.data, name)
  return parsed.data
}

function requireKnown(settings: TrainingSettings, name: string): void {
  if (fixed.has(name))
    fail('invalid-argument', `A search cannot vary ${name}: its trials could not be compared.`, `Start a search for each ${name}.`)
  // A schema leaves out what it does not know.
  if (valueAt(settings, name) !== undefined) return
  fail('invalid-argument', `There is no setting “${name}”.`, `There are: ${searchableSettings().join(', ')}.`)
}

/**
 * Refuses a space that cannot be searched.
 * @param base the settings that its values join
 * @throws Failure `invalid-argument` for an empty space, a setting that does not exist or does not take a value, a range upside down
 */
export function checkSpace(base: TrainingSettings, space: SearchSpace): void {
  const entries = Object.entries(space)
  if (entries.length === 0)
    fail('invalid-argument', 'The search space is empty: there is nothing to try.', 'Name one setting or more, such as learningRate.')
  for (const [name, range] of entries) {
    checkRange(name, range)
    const ends = range.kind === 'choice' ? range.values : [range.low, range.high]
    for (const value of ends) settingsWith(base, { [name]: value })
  }
}

function checkRange(name: string, range: SettingRange): void {
  const refuse = (message: string, hint: string): never => fail('invalid-argument', message, hint)
  if (range.kind === 'choice') {
    if (range.values.length === 0) refuse(`The choice of ${name} has no values.`, 'Give one value or more.')
    if (new Set(range.values.map((value) => JSON.stringify(value))).size < range.values.length)
      refuse(`The choice of ${name} names a value twice.`, 'Name each value once.')
    return
  }
  const { kind, low, high } = range
  if (low > high) refuse(`The range of ${name} is upside down: from ${low} to ${high}.`, `Write the lower bound first: ${high}, ${low}.`)
  if (low === high) refuse(`The range of ${name} has one value alone: ${low}.`, 'Take it out of the space, or widen it.')
  if (kind === 'log-uniform' && low <= 0)
    refuse(`The logarithmic range of ${name} begins at ${low}, which has no logarithm.`, 'Begin above 0.')
  if (kind === 'integer' && !(Number.isInteger(low) && Number.isInteger(high)))
    refuse(`The range of ${name} is of whole numbers, but its bounds are ${low} and ${high}.`, 'Give whole numbers.')
}

import { resolve } from 'node:path'
import { schemeFileSchema, schemeSchema } from '@shared/contract/schemes'
import { parseWith } from '@shared/contract/result'
import { fail } from '@shared/domain/failure'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { describeScheme, modifiersOf, type Scheme, titleOfKind } from '@shared/domain/schemes/scheme'
import { readTextFile } from '../files/read-text'

/** What `--scheme` takes beside files, for help and errors. */
export const schemeForms =
  'published, occurrence[:EXPONENT], excess[:STRENGTH], damped[:sqrt|log|presence], neutralising, learnt or a JSON file'

/** The setting after the colon, for each kind that has one. */
const settings: Readonly<Record<string, (value: string | undefined) => object>> = {
  published: () => ({}),
  occurrence: (value) => (value === undefined ? {} : { exponent: toNumber(value) }),
  excess: (value) => (value === undefined ? {} : { strength: toNumber(value) }),
  damped: (value) => (value === undefined ? {} : { by: value }),
}
const withoutSetting = ['published']

/**
 * The scheme that `--scheme` names: a kind with its setting, or a file.
 * @param text such as `occurrence:0.5`
 * @param minimumMass of tags that must remain; undefined leaves what the scheme says
 * @param suggestWords gives the words that neutralise in this library
 * @throws Failure `invalid-argument` for a setting out of range, `file-invalid` and what reading throws for a file,
 *   `nothing-to-do` when no word neutralises
 */
export async function namedScheme(
  text: string,
  minimumMass: number | undefined,
  suggestWords: () => Promise<readonly string[]>,
): Promise<Scheme> {
  const [kind = '', setting] = text.split(':')
  if (text === 'neutralising') {
    const words = await suggestWords()
    if (words.length === 0)
      fail(
        'nothing-to-do',
        'No word of this library neutralises others.',
        'Name the words in a file: {"kind": "neutralising", "words": […]}.',
      )
    return withMinimum({ kind: 'neutralising', name: titleOfKind({ kind: 'neutralising' }), ...noModifiers, words }, minimumMass)
  }
  const own = Object.hasOwn(settings, kind) ? settings[kind] : undefined
  if (own && setting !== undefined && withoutSetting.includes(kind))
    fail('invalid-argument', `--scheme ${kind} has no setting.`, schemeForms)
  const scheme = own ? parseWith(schemeSchema, { kind, name: 'x', ...own(setting) }, `--scheme ${text}`) : readScheme(text)
  return withMinimum(own ? { ...scheme, name: nameOf(scheme) } : scheme, minimumMass)
}

/** A scheme with the minimum of tags that `--min-mass` asks for. @throws Failure `invalid-argument` below 0 */
export function withMinimum(scheme: Scheme, minimumMass: number | undefined): Scheme {
  if (minimumMass === undefined) return scheme
  const base: Scheme = scheme.kind === 'published' ? { ...scheme, kind: 'weights', ...modifiersOf(scheme) } : scheme
  return parseWith(schemeSchema, { ...base, minimumMass }, `--min-mass ${minimumMass}`)
}

function nameOf(scheme: Scheme): string {
  return scheme.kind === 'published' ? titleOfKind(scheme) : `${titleOfKind(scheme)}: ${describeScheme(scheme)}`
}

/** NaN, which no schema takes, for what is no number. */
function toNumber(value: string): number {
  return value.trim() === '' ? NaN : Number(value)
}

function readScheme(file: string): Scheme {
  try {
    return parseWith(schemeFileSchema, JSON.parse(readTextFile(resolve(file)).text), `the scheme ${file}`)
  } catch (error) {
    if (error instanceof SyntaxError)
      return fail('file-invalid', `${file} is not JSON: ${error.message}`, 'A scheme is {"name": "…", "weights": {"calmness": 0.3}}.')
    throw error
  }
}

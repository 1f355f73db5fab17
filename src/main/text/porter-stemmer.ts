/** A suffix, its replacement, and the condition that the rest of the word must meet. */
type Rule = readonly [suffix: string, replacement: string, condition?: (stem: string) => boolean]

const hasMeasure = (stem: string): boolean => measureOf(stem) > 0
const hasLongMeasure = (stem: string): boolean => measureOf(stem) > 1

const pluralRules: readonly Rule[] = [
  ['sses', 'ss'],
  ['ies', 'i'],
  ['ss', 'ss'],
  ['s', ''],
]
const restoringRules: readonly Rule[] = [
  ['at', 'ate'],
  ['bl', 'ble'],
  ['iz', 'ize'],
]
const yRules: readonly Rule[] = [['y', 'i', containsVowel]]
const doubleSuffixRules: readonly Rule[] = withCondition(hasMeasure, [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
])
const adjectiveRules: readonly Rule[] = withCondition(hasMeasure, [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
])
const suffixesOfLongWords = [
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ion',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
]
const longWordRules: readonly Rule[] = suffixesOfLongWords.map((suffix) => [suffix, '', suffix === 'ion' ? endsInSOrT : hasLongMeasure])

/**
 * The stem of a word by Porter's algorithm as first published (“An algorithm for suffix stripping”, Program 14(3), 1980), without
 * its author's later departures; NLTK calls it ORIGINAL_ALGORITHM.
 * @param word lower-cased here; letters outside a–z count as consonants
 */
export function stemOf(word: string): string {
  let stem = applyFirst(word.toLowerCase(), pluralRules)
  stem = withoutPastOrProgressive(stem)
  for (const rules of [yRules, doubleSuffixRules, adjectiveRules, longWordRules]) stem = applyFirst(stem, rules)
  return withoutDoubleL(withoutFinalE(stem))
}

function withCondition(condition: (stem: string) => boolean, rules: readonly (readonly [string, string])[]): Rule[] {
  return rules.map(([suffix, replacement]) => [suffix, replacement, condition])
}

/** The first rule whose suffix fits decides, also when its condition does not hold. */
function applyFirst(word: string, rules: readonly Rule[]): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix))
  if (!rule) return word
  const [suffix, replacement, condition] = rule
  const stem = word.slice(0, word.length - suffix.length)
  return condition && !condition(stem) ? word : stem + replacement
}

function withoutPastOrProgressive(word: string): string {
  if (word.endsWith('eed')) return hasMeasure(word.slice(0, -3)) ? word.slice(0, -1) : word
  const suffix = ['ed', 'ing'].find((ending) => word.endsWith(ending) && containsVowel(word.slice(0, -ending.length)))
  return suffix === undefined ? word : restoreEnding(word.slice(0, -suffix.length))
}

/** What is left after -ed or -ing gets its e back, or loses one of two equal consonants. */
function restoreEnding(stem: string): string {
  if (restoringRules.some(([suffix]) => stem.endsWith(suffix))) return applyFirst(stem, restoringRules)
  const last = stem.at(-1) ?? ''
  if (last === stem.at(-2) && !isVowelAt(stem, stem.length - 1)) return 'lsz'.includes(last) ? stem : stem.slice(0, -1)
  return measureOf(stem) === 1 && endsConsonantVowelConsonant(stem) ? `${stem}e` : stem
}

function withoutFinalE(word: string): string {
  if (!word.endsWith('e')) return word
  const stem = word.slice(0, -1)
  const measure = measureOf(stem)
  return measure > 1 || (measure === 1 && !endsConsonantVowelConsonant(stem)) ? stem : word
}

function withoutDoubleL(word: string): string {
  return word.endsWith('ll') && hasLongMeasure(word.slice(0, -1)) ? word.slice(0, -1) : word
}

function endsInSOrT(stem: string): boolean {
  return hasLongMeasure(stem) && (stem.endsWith('s') || stem.endsWith('t'))
}

function endsConsonantVowelConsonant(word: string): boolean {
  const end = word.length - 1
  return end >= 2 && !isVowelAt(word, end - 2) && isVowelAt(word, end - 1) && !isVowelAt(word, end) && !'wxy'.includes(word.charAt(end))
}

function containsVowel(stem: string): boolean {
  return vowelFlags(stem).includes(true)
}

/** m of [C](VC)^m[V]: how often a consonant follows a vowel. */
function measureOf(stem: string): number {
  return vowelFlags(stem).reduce((count, isVowel, index, flags) => (!isVowel && flags[index - 1] === true ? count + 1 : count), 0)
}

function isVowelAt(word: string, index: number): boolean {
  return vowelFlags(word)[index] === true
}

/** y is a vowel after a consonant, a consonant elsewhere. */
function vowelFlags(word: string): boolean[] {
  const flags: boolean[] = []
  for (let index = 0; index < word.length; index += 1) {
    const letter = word.charAt(index)
    flags.push('aeiou'.includes(letter) || (letter === 'y' && index > 0 && flags[index - 1] === false))
  }
  return flags
}

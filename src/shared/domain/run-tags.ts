import { fail } from './failure'

/** A tag of a run is a short word or two. */
export const longestRunTag = 40
/** More tags than a run can sensibly have. */
export const mostRunTags = 30

/**
 * A tag of a run as it is kept: blanks at its ends removed, others made one space.
 * @throws Failure `invalid-argument` for one that is empty, too long, or has a comma in it
 */
export function runTag(text: string): string {
  const tag = text.trim().replaceAll(/\s+/gu, ' ')
  if (tag === '' || tag.length > longestRunTag || tag.includes(','))
    fail('invalid-argument', `“${text}” is no tag of a run.`, `Give 1 to ${longestRunTag} characters without a comma.`)
  return tag
}

const fold = (tag: string): string => tag.toLocaleLowerCase('en')
const byName = (one: string, other: string): number => fold(one).localeCompare(fold(other), 'en')

/** Whether two tags are the same but for capitals. */
export const isSameTag = (one: string, other: string): boolean => fold(one) === fold(other)

/** Whether a run has every one of some tags, capitals aside. */
export function hasTags(tags: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((tag) => tags.some((own) => isSameTag(own, tag)))
}

/**
 * The tags of a run after some were taken away and others added, in alphabetical order; what is there in other capitals stays as it is.
 * @throws Failure `invalid-argument` as `runTag`, and for more than a run can have
 */
export function changedTags(tags: readonly string[], { add, remove }: { add: readonly string[]; remove: readonly string[] }): string[] {
  const kept = tags.filter((tag) => !remove.some((other) => isSameTag(tag, runTag(other))))
  for (const tag of add.map(runTag)) if (!hasTags(kept, [tag])) kept.push(tag)
  if (kept.length > mostRunTags)
    fail('invalid-argument', `A run cannot have ${kept.length} tags.`, `Keep to ${mostRunTags}; say the rest in its note.`)
  return kept.sort(byName)
}

/** Every tag that some runs have, each once, in alphabetical order. */
export function allTags(runs: readonly { readonly tags: readonly string[] }[]): string[] {
  const each = runs.flatMap(({ tags }) => tags).reduce<string[]>((known, tag) => (hasTags(known, [tag]) ? known : [...known, tag]), [])
  return each.sort(byName)
}

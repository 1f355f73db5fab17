import { z } from 'zod'

/** A raw tag with how often it was given. */
export type TagCount = readonly [tag: string, count: number]

const countSchema = z.union([z.number(), z.string()])
const tagFormsSchema = z.union([
  z.array(z.tuple([z.string(), countSchema])),
  z.array(z.string()).transform((tags) => tags.map((tag): [string, number] => [tag, 1])),
  z
    .array(z.object({ tag: z.string(), count: countSchema }))
    .transform((tags) => tags.map(({ tag, count }): [string, string | number] => [tag, count])),
  z.record(z.string(), countSchema).transform((counts) => Object.entries(counts)),
])

/**
 * Reads one count.
 * @param where names the line or entry in the message
 * @returns the number, or a sentence that says what is wrong with it
 */
function readCount(text: string | number, where: string): number | string {
  const count = typeof text === 'number' ? text : text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(count)) return `${where}: the count "${text}" is not a number.`
  return count < 0 ? `${where}: the count ${count} is negative.` : count
}

/**
 * Reads the tags of one track in any of the forms [[tag, count], …], [tag, …], [{tag, count}, …], {tag: count}. Tags of count 0 are
 * left out.
 * @returns the tags, and what is wrong with them, one sentence each
 */
export function readTagForms(value: unknown, where: string): { tags: TagCount[]; problems: string[] } {
  const parsed = tagFormsSchema.safeParse(value)
  if (!parsed.success) return { tags: [], problems: [`${where} holds no tags: wanted [["tag", count], …] or {"tag": count}.`] }
  return collectTags(parsed.data.map(([tag, count]) => ({ tag, count, where })))
}

/** Checks tags and counts; a tag that one track has twice, an empty tag and a wrong count are problems. */
export function collectTags(entries: readonly { tag: string; count: string | number; where: string }[]): {
  tags: TagCount[]
  problems: string[]
} {
  const tags = new Map<string, number>()
  const problems: string[] = []
  for (const { tag, count: text, where } of entries) {
    const name = tag.trim()
    const count = readCount(text, where)
    if (name === '') problems.push(`${where}: the tag is empty.`)
    else if (typeof count === 'string') problems.push(count)
    else if (tags.has(name)) problems.push(`${where}: the tag "${name}" is given twice for the same track.`)
    else tags.set(name, count)
  }
  return { tags: [...tags].filter(([, count]) => count > 0), problems }
}

import { z } from 'zod'
import { fail } from '@shared/domain/failure'
import type { TrackKey } from '../../store/track-matcher'
import { repeatedKeys } from './repeated-keys'
import { trackKey } from './row-identity'

/** What a JSON file says of one track: who it is, and the value as it stands. */
export interface JsonEntry {
  readonly where: string
  readonly key: TrackKey
  readonly value: unknown
}

const idSchema = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined)
const textSchema = z.string().optional().catch(undefined)
const identitySchema = z.object({
  externalId: idSchema,
  track: idSchema,
  track_id: idSchema,
  id: idSchema,
  path: textSchema,
  file: textSchema,
  artist: textSchema,
  artist_name: textSchema,
  title: textSchema,
  song_title: textSchema,
})

/**
 * The entries of a JSON file: an object from track to value, or a list of objects that name their track.
 * @param text the whole file
 * @param path names it in messages
 * @throws Failure `file-invalid` when it is neither, no JSON, or names a track twice
 */
export function jsonEntries(text: string, path: string): JsonEntry[] {
  const content = parseJson(text, path)
  if (Array.isArray(content))
    return content.map((value: unknown, index) => ({ where: `entry ${index + 1}`, key: identityOf(value), value }))
  if (typeof content !== 'object' || content === null)
    fail('file-invalid', `${path} holds neither an object nor a list.`, 'Wanted: {"track": …} or [{"track": …}, …].')
  return Object.entries(content).map(([track, value]: [string, unknown]) => ({
    where: `"${track}"`,
    key: { ...identityOf(value), externalId: track, path: track },
    value,
  }))
}

function parseJson(text: string, path: string): unknown {
  const plain = text.replace(/^\uFEFF/u, '')
  try {
    return refuseRepeatedKeys(JSON.parse(plain), plain, path)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return fail('file-invalid', `${path} is not valid JSON: ${error.message}`, 'Check that position of the file in an editor.')
  }
}

function refuseRepeatedKeys(content: unknown, text: string, path: string): unknown {
  const repeated = Array.isArray(content) ? [] : repeatedKeys(text)
  if (repeated.length === 0) return content
  return fail(
    'file-invalid',
    `${path} names a track twice: ${repeated.slice(0, 5).join(', ')}.`,
    'Leave one entry for each track; nothing was imported.',
  )
}

function identityOf(value: unknown): TrackKey {
  const parsed = identitySchema.safeParse(value)
  if (!parsed.success) return {}
  const { externalId, track, track_id, id, path, file, artist, artist_name, title, song_title } = parsed.data
  const name = externalId ?? track ?? track_id ?? id ?? ''
  return trackKey({ track: name, path: path ?? file ?? '', artist: artist ?? artist_name ?? '', title: title ?? song_title ?? '' })
}

/** The first rows of a JSON file as text, for the preview. */
export function jsonSampleRows(entries: readonly JsonEntry[], count: number): string[][] {
  return entries.slice(0, count).map(({ where, value }) => [where, JSON.stringify(value).slice(0, 200)])
}

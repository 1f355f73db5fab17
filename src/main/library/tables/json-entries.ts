import { z } from 'zod'
import { fail } from '@shared/domain/failure'
import type { TrackKey } from '../../store/track-matcher'
import { trackKey } from './row-identity'

/** What a JSON file says of one track: who it is, and the value as it stands. */
export interface JsonEntry {
  readonly where: string
  readonly key: TrackKey
  readonly value: unknown
}

const idSchema = z.union([z.string(), z.number().transform(String)]).optional().catch(undefined)
const textSchema = z.string().optional().catch(undefined)
const identitySchema = z.object({
  externalId: idSchema, track: idSchema, track_id: idSchema, id: idSchema, path: textSchema, file: textSchema,
  artist: textSchema, artist_name: textSchema, title: textSchema, song_title: textSchema,
})

/**
 * The entries of a JSON file: an object from track to value, or a list of objects that name their track.
 * @throws Failure `file-invalid` when it is neither
 */
export function jsonEntries(content: unknown, path: string): JsonEntry[] {
  if (Array.isArray(content)) return content.map((value: unknown, index) => ({ where: `entry ${index + 1}`, key: identityOf(value), value }))
  if (typeof content !== 'object' || content === null) fail('file-invalid', `${path} holds neither an object nor a list.`, 'Wanted: {"track": …} or [{"track": …}, …].')
  return Object.entries(content).map(([track, value]: [string, unknown]) => ({
    where: `"${track}"`,
    key: { ...identityOf(value), externalId: track, path: track },
    value,
  }))
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

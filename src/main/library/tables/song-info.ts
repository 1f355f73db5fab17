import { z } from 'zod'

/** An entry of the reference annotations' data_info.json. */
export const songInfoSchema = z.object({ artist_name: z.string(), song_title: z.string() })

export interface SongInfoNames {
  readonly artist: string
  readonly title: string
}

/** Artist and title of an entry; empty where it says none. */
export function songInfoNames(value: unknown): SongInfoNames {
  const parsed = songInfoSchema.safeParse(value)
  return parsed.success ? { artist: parsed.data.artist_name, title: parsed.data.song_title } : { artist: '', title: '' }
}

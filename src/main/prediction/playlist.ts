import { dirname, isAbsolute, relative } from 'node:path'

/** What a playlist says of a track. */
export interface PlaylistEntry {
  /** Absolute. */
  readonly path: string
  readonly title: string
  /** 0 for unknown. */
  readonly durationSeconds: number
}

/**
 * An extended M3U playlist in UTF-8 (`.m3u8`), as music players read it. Files below the playlist's folder are named from there, so that
 * folder and playlist can move together; others by their whole path.
 * @param playlistPath absolute; where the playlist will be
 */
export function playlistText(entries: readonly PlaylistEntry[], playlistPath: string): string {
  const folder = dirname(playlistPath)
  const lines = entries.flatMap(({ path, title, durationSeconds }) => [
    `#EXTINF:${durationSeconds > 0 ? Math.round(durationSeconds) : -1},${onOneLine(title)}`,
    pathFrom(folder, path),
  ])
  return `${['#EXTM3U', ...lines].join('\n')}\n`
}

function pathFrom(folder: string, path: string): string {
  const way = relative(folder, path)
  if (way.startsWith('..') || isAbsolute(way)) return path
  // A line that begins with # is a comment.
  return way.startsWith('#') ? `./${way}` : way
}

function onOneLine(title: string): string {
  return title.replace(/\s+/gu, ' ').trim()
}

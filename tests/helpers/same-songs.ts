import { copyFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { textKinds } from '@shared/domain/modality'
import { allFiles, setFile } from '@main/store/files'
import type { Library } from '@main/store/library'
import { absolutePath } from '@main/store/stored-path'
import { readText, setText } from '@main/store/texts'
import { trackIdentities } from '@main/store/tracks'
import { addTrack } from './track'

/**
 * Gives a library the songs of another, with their texts, at other paths and under other ids: the last first, behind a track of its own.
 * They have no labels here.
 * @param without ids there of songs that it does not get
 */
export function addSameSongs(library: Library, from: Library, without: readonly number[] = []): void {
  mkdirSync(join(library.directory, 'elsewhere'), { recursive: true })
  addTrack(library, { title: 'Another song' })
  const files = new Map(allFiles(from.database).map((file) => [file.trackId, file]))
  for (const { id, externalId, title, artist } of trackIdentities(from.database).reverse()) {
    const file = files.get(id)
    if (!file || without.includes(id)) continue
    const path = `elsewhere/${basename(file.path).replace('song', 'melody')}`
    copyFileSync(absolutePath(from.directory, file.path), join(library.directory, path))
    const trackId = addTrack(library, {
      title: title.toUpperCase(),
      artist,
      ...(externalId !== null && { externalId: `other-${externalId}` }),
    })
    setFile(library.database, { ...file, trackId, path })
    for (const kind of textKinds) {
      const body = readText(from.database, id, kind)
      if (body !== null) setText(library.database, { trackId, kind, body, source: 'test' }, new Date(0))
    }
  }
}

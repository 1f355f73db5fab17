import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeWav } from '@main/sample/wav'
import { setFile } from '@main/store/files'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import type { Library } from '@main/store/library'
import { createTrack } from '@main/store/tracks'

const sampleRate = 22_050
const seconds = 2

/** Hears 5 s, not 73: MFCC and steps take a tenth of the time, in tests of something else. */
export const shortRule = { lengthSeconds: 5, segmentSeconds: 1, keptSegmentSeconds: 1 }

/**
 * Gives a library so many tracks of two seconds: loud and low ones are labelled aroused, soft ones calm. Each lies in `audio/`.
 * @returns their ids
 */
export function addShortSongs(library: Library, count: number): number[] {
  mkdirSync(join(library.directory, 'audio'), { recursive: true })
  const ids = Array.from({ length: count }, (_, index) => addSong(library, index, ((index % 8) - 3.5) / 4))
  refreshCurrentLabels(library.database, ids)
  return ids
}

function addSong(library: Library, index: number, arousal: number): number {
  const { database, directory } = library
  const path = `audio/song ${index + 1}.wav`
  const loudness = 0.05 + 0.4 * (arousal + 1)
  const frequency = 200 + 20 * index
  const samples = Float32Array.from(
    { length: sampleRate * seconds },
    (_, sample) => loudness * Math.sin((2 * Math.PI * frequency * sample) / sampleRate),
  )
  writeFileSync(join(directory, path), encodeWav(samples, sampleRate))
  const digest = createHash('sha256')
    .update(readFileSync(join(directory, path)))
    .digest('hex')
  const { size, mtimeMs } = statSync(join(directory, path))
  const trackId = createTrack(
    database,
    { externalId: `song-${index + 1}`, title: `Song ${index + 1}`, artist: `Artist ${(index % 5) + 1}` },
    new Date(0),
  )
  setFile(database, {
    trackId,
    path,
    digest,
    sizeBytes: size,
    modifiedAtMs: Math.round(mtimeMs),
    format: 'wav',
    durationSeconds: seconds,
    sampleRate,
    channels: 1,
    loudnessDb: null,
    missing: false,
  })
  insertLabel(database, {
    trackId,
    excerptId: null,
    valence: index % 2 === 0 ? 0.5 : -0.5,
    arousal,
    source: 'human',
    author: '',
    note: '',
    createdAt: '2026',
  })
  return trackId
}

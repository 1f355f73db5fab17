import { createHash } from 'node:crypto'
import { quadrantOf } from '@shared/domain/plane'
import { createRandom } from '@shared/domain/random'
import { type StoredFile, setFile } from '@main/store/files'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import type { Library } from '@main/store/library'
import { createTrack, type NewTrack } from '@main/store/tracks'
import { testTime } from './library'

/** Adds a track with a name of its own; what matters to the test is given. */
export function addTrack(library: Library, track: NewTrack = {}): number {
  return createTrack(library.database, { title: 'Song', artist: 'Somebody', ...track }, testTime)
}

/** Gives a track an audio file; the content's digest follows from the path. */
export function addFile(library: Library, trackId: number, path: string, file: Partial<StoredFile> = {}): void {
  setFile(library.database, {
    trackId,
    path,
    digest: createHash('sha256').update(path).digest('hex'),
    sizeBytes: 1000,
    modifiedAtMs: 1,
    format: 'wav',
    durationSeconds: 60,
    sampleRate: 22_050,
    channels: 1,
    loudnessDb: -20,
    missing: false,
    ...file,
  })
}

/** Adds the label of a person to a track. */
export function addLabel(
  library: Library,
  trackId: number,
  valence: number,
  arousal: number,
  source: 'human' | 'imported' = 'human',
): void {
  insertLabel(library.database, {
    trackId,
    excerptId: null,
    valence,
    arousal,
    source,
    author: 'tester',
    note: '',
    createdAt: testTime.toISOString(),
  })
  refreshCurrentLabels(library.database, [trackId])
}

/**
 * Fills a library with many tracks at once; four of five have a label, two of three have audio, one of three lyrics.
 * @param count how many
 */
export function addManyTracks(library: Library, count: number): void {
  const { database } = library
  const random = createRandom(7)
  const at = testTime.toISOString()
  const track = database.prepare('INSERT INTO tracks (title, artist, album, created_at) VALUES (?, ?, ?, ?)')
  const file = database.prepare("INSERT INTO files VALUES (?, ?, ?, 1, 1, 'mp3', ?, 44100, 2, -14, 0)")
  const text = database.prepare("INSERT INTO texts VALUES (?, 'lyrics', 'la', NULL, 'test', ?)")
  const label = database.prepare(
    "INSERT INTO labels (track_id, valence, arousal, source, author, created_at) VALUES (?, ?, ?, 'imported', 'test', ?)",
  )
  const current = database.prepare(
    "INSERT INTO current_labels (track_id, label_id, valence, arousal, source, quadrant) VALUES (?, ?, ?, ?, 'imported', ?)",
  )
  database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const id = Number(
        track.run(`Title ${random.integer(0, 999_999)}`, `Artist ${random.integer(0, 5000)}`, `Album ${random.integer(0, 20_000)}`, at)
          .lastInsertRowid,
      )
      if (index % 3 < 2) file.run(id, `/music/${id}.mp3`, id.toString(16).padStart(64, '0'), 60 + random.next() * 300)
      if (index % 3 === 0) text.run(id, at)
      if (index % 5 === 4) continue
      const point = { valence: random.next() * 2 - 1, arousal: random.next() * 2 - 1 }
      current.run(id, label.run(id, point.valence, point.arousal, at).lastInsertRowid, point.valence, point.arousal, quadrantOf(point))
    }
  })()
}

import { createHash } from 'node:crypto'
import { inspectModel } from '../onnx/inspect-model'
import type { Library, LibraryDatabase } from '../store/library'
import { normaliseName } from '../store/track-matcher'
import { type TrackIdentity, trackIdentities } from '../store/tracks'
import { trainingTracksOfRun } from '../store/training-tracks'

/** Letters of a key in base 64: 48 bits, so that two of a million tracks rarely share one. */
const keyLength = 8

/** Whether a model was trained on a track; null where that is not known. */
export type TrainedOn = (trackId: number) => boolean | null

/**
 * The keys of the tracks that a run was trained on, as its model file lists them, in alphabetical order.
 * @returns null when the training tracks are not known
 */
export function trainingKeysOfRun(database: LibraryDatabase, runId: string): string[] | null {
  const trained = trainingTracksOfRun(database, runId)
  if (trained === null) return null
  const keys = trackIdentities(database)
    .filter(({ id }) => trained.has(id))
    .flatMap(keysOfTrack)
  return [...new Set(keys)].sort()
}

/**
 * Looks up which tracks a model was trained on: by its run where that is in the library, else by the keys that its file lists. Of a file
 * that lists none, such as one of an earlier version, nothing is known.
 * @param model its absolute path, and the id of its run here
 */
export async function trainedOnBy(library: Library, model: { path: string; runId: string | null }): Promise<TrainedOn> {
  const { database } = library
  const ofRun = model.runId === null ? null : trainingTracksOfRun(database, model.runId)
  if (ofRun) return (trackId) => ofRun.has(trackId)
  const { trainingTracks } = (await inspectModel(model.path)).properties
  if (trainingTracks === null) return () => null
  const listed = new Set(trainingTracks)
  const trained = trackIdentities(database).filter((track) => keysOfTrack(track).some((key) => listed.has(key)))
  const ids = new Set(trained.map(({ id }) => id))
  return (trackId) => ids.has(trackId)
}

/**
 * What a track is recognised by in another library: its audio, its external id, its artist and title, each as a short hash, so that the
 * file names no music.
 */
function keysOfTrack({ digest, externalId, artist, title }: TrackIdentity): string[] {
  const names = artist === '' || title === '' ? null : `${normaliseName(artist)}\n${normaliseName(title)}`
  const known = Object.entries({ audio: digest, id: externalId, names })
  return known.flatMap(([kind, value]) => (value === null ? [] : hash(`${kind}\n${value}`)))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, keyLength)
}

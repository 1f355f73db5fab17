import { describeModality, isTextKind, type Modality, type ModalitySource, type TextKind } from '@shared/domain/modality'
import { modalitiesOfName } from '@shared/domain/network'
import type { PredictionSet } from '@shared/contract/prediction'
import type { PredictionPayload } from '@shared/contract/workers/prediction'
import { fail } from '@shared/domain/failure'
import { allFiles, type StoredFile } from '../store/files'
import type { Library } from '../store/library'
import { absolutePath } from '../store/stored-path'
import { textBodies, trackNames } from '../store/text-bodies'

/** Tracks of the library as a prediction reads them. */
export interface LibraryRequest {
  readonly files: PredictionPayload['files']
  /** The track of each file's path. */
  readonly trackOfPath: ReadonlyMap<string, number>
  /** Tracks that lack something that the model reads. */
  readonly setAside: PredictionSet['setAside']
}

/** A track without audio has no path: it is named by its number. */
const pathWithoutAudio = (trackId: number): string => `track:${trackId}`

/** Whether a stored path names a track without audio. */
export function namesTrack(path: string): boolean {
  return /^track:\d+$/u.test(path)
}

/**
 * What a model reads of tracks of the library; tracks that lack some of it are set aside with the reason.
 * @param modality of the model, such as `audio-lyrics`
 * @param trackIds null for all tracks
 * @throws Failure `nothing-to-do` when no track has all that the model reads
 */
export function requestOfTracks(library: Library, modality: string, trackIds: readonly number[] | null): LibraryRequest {
  const { database } = library
  const names = trackNames(database)
  const wanted = modalitiesOfName(modality)
  const files = new Map(
    allFiles(database)
      .filter(({ missing }) => !missing)
      .map((file) => [file.trackId, { ...file, path: absolutePath(library.directory, file.path) }]),
  )
  const texts = new Map(wanted.filter(isTextKind).map((kind) => [kind, bodiesByTrack(library, kind)]))
  const setAside: PredictionSet['setAside'] = []
  const found: PredictionPayload['files'] = []
  const trackOfPath = new Map<string, number>()
  for (const trackId of trackIds ?? [...names.keys()]) {
    const audio = files.get(trackId)
    const has: Readonly<Record<ModalitySource, (wanted: Modality) => boolean>> = {
      'audio-file': () => audio !== undefined,
      text: (wanted) => isTextKind(wanted) && texts.get(wanted)?.has(trackId) === true,
    }
    const lacking = wanted.filter((one) => !has[describeModality(one).source](one))
    if (lacking.length > 0) {
      setAside.push({ path: names.get(trackId) ?? `track ${trackId}`, reason: `It has no ${lacking.join(' and no ')}.` })
      continue
    }
    const path = audio?.path ?? pathWithoutAudio(trackId)
    const own = Object.fromEntries([...texts].map(([kind, bodies]) => [kind, bodies.get(trackId) ?? '']))
    trackOfPath.set(path, trackId)
    found.push({ path, externalId: null, ...(texts.size > 0 && { texts: own }), ...(audio && { stored: storedOf(audio) }) })
  }
  if (found.length > 0) return { files: found, trackOfPath, setAside }
  const [only, ...others] = setAside
  return fail(
    'nothing-to-do',
    only && others.length === 0
      ? `“${only.path}” cannot be predicted. ${only.reason}`
      : `None of the ${setAside.length} tracks has ${wanted.join(' and ')}, which the model reads.`,
    'Import what is missing, or choose a model that reads what the tracks have.',
  )
}

function storedOf({ digest, sizeBytes, modifiedAtMs, durationSeconds }: StoredFile): PredictionPayload['files'][number]['stored'] {
  return { digest, sizeBytes, modifiedAtMs, durationSeconds }
}

function bodiesByTrack({ database }: Library, kind: TextKind): Map<number, string> {
  return new Map(textBodies(database, kind).map(({ trackId, body, tokens }) => [trackId, tokens ? tokens.join(' ') : body]))
}

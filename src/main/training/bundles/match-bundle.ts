import { basename } from 'node:path'
import type { BundleContent, BundledTrack } from '@shared/contract/run-bundle'
import type { MissingTrack } from '@shared/contract/run-files'
import { groupBy } from '@shared/domain/group-by'
import { isTextKind, type TextKind } from '@shared/domain/modality'
import { readsAudioFiles } from '@shared/domain/network'
import { allFiles } from '../../store/files'
import type { Library } from '../../store/library'
import { trackIdentities } from '../../store/tracks'
import { textDigests } from './text-digests'

/** The tracks of a library that are those of a bundle. */
export interface MatchedBundle {
  /** For each track of the bundle its id here; null where it is missing. */
  readonly trackIds: readonly (number | null)[]
  readonly missing: readonly MissingTrack[]
}

/** A track that was found, or why it was not. */
type Match = { readonly trackId: number } | { readonly reason: string }

/**
 * Finds the tracks of a bundle in a library: by the content of their audio, and where the network reads no audio also by that of their
 * texts. Texts that the network reads must be the same.
 */
export function matchBundle(library: Library, { tracks, run: { network } }: Pick<BundleContent, 'tracks' | 'run'>): MatchedBundle {
  const kinds = network.branches.map(({ modality }) => modality).filter(isTextKind)
  const find = finderIn(library, kinds, readsAudioFiles(network))
  const taken = new Set<number>()
  const missing: MissingTrack[] = []
  const trackIds = tracks.map((track) => {
    const found = find(track)
    const match: Match = 'trackId' in found && taken.has(found.trackId) ? { reason: 'another track of the bundle is the same here' } : found
    if ('trackId' in match) {
      taken.add(match.trackId)
      return match.trackId
    }
    missing.push({ track: nameOf(track), reason: match.reason })
    return null
  })
  return { trackIds, missing }
}

/** What a track is called, for people. */
function nameOf({ artist, title, externalId, fileName }: BundledTrack): string {
  const name = title === '' ? (externalId ?? fileName ?? 'a track without a name') : title
  return artist === '' ? name : `${artist} – ${name}`
}

function finderIn(library: Library, kinds: readonly TextKind[], needsAudio: boolean): (track: BundledTrack) => Match {
  const { database } = library
  const files = new Map(allFiles(database).map((file) => [file.digest, file]))
  const texts = textDigests(database, kinds)
  const textsKey = (digests: BundledTrack['texts'] = {}): string => kinds.map((kind) => digests[kind] ?? '').join(' ')
  const byTexts = groupBy([...texts.keys()], (trackId) => textsKey(texts.get(trackId)))
  const externalIds = new Map(trackIdentities(database).map(({ id, externalId }) => [id, externalId]))
  const fileNames = new Set([...files.values()].map(({ path }) => basename(path)))
  const ofTexts = (track: BundledTrack): Match => {
    const same = byTexts.get(textsKey(track.texts)) ?? []
    const trackId = same.find((id) => externalIds.get(id) === track.externalId) ?? same[0]
    return trackId === undefined ? { reason: `no track here has its ${kinds.join(' and ')}` } : { trackId }
  }
  return (track) => {
    const file = track.digest === null ? undefined : files.get(track.digest)
    if (!file && !needsAudio) return ofTexts(track)
    if (!file) return { reason: lackOfAudio(track, fileNames) }
    if (needsAudio && file.missing) return { reason: `its file is not where it was: ${file.path}` }
    const other = kinds.find((kind) => texts.get(file.trackId)?.[kind] !== track.texts[kind])
    return other === undefined ? { trackId: file.trackId } : { reason: `its ${other} are others here, or none` }
  }
}

function lackOfAudio({ fileName }: BundledTrack, present: ReadonlySet<string>): string {
  if (fileName === null) return 'the bundle names no audio of it'
  return present.has(fileName) ? `${fileName} has another content here` : `no audio here has the content of ${fileName}`
}

import { basename, isAbsolute, parse, resolve } from 'node:path'
import type { Library } from './library'
import { absolutePath } from './stored-path'
import { type TrackIdentity, trackIdentities } from './tracks'

/** The fields by which a row of an import identifies its track, as far as it has them. */
export interface TrackKey {
  /** Of the audio file. */
  readonly digest?: string
  readonly externalId?: string
  /** A path, absolute or relative to `baseDirectory`, or only a file name; with or without its extension. */
  readonly path?: string
  readonly artist?: string
  readonly title?: string
}

/** Finds the tracks that a key means: none, one, or several when the key is ambiguous. */
export type TrackMatcher = (key: TrackKey) => readonly number[]

type Index = Map<string, number[]>

/** A name without case, accents, punctuation and doubled spaces, so that spellings compare equal. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/gu, ' and ')
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * Prepares matching against all tracks of a library: by the audio's digest, then external id, path, file name, artist and title.
 * The first of these that names exactly one track decides; if none does, the first that names several.
 * @param baseDirectory what relative paths are relative to, besides the library's folder
 * @param options checkFileNames: a file name alone means no track whose external id, or artist and title, are others (“01.mp3”)
 */
export function createTrackMatcher(library: Library, baseDirectory: string, { checkFileNames = false } = {}): TrackMatcher {
  const tracks = new Map(trackIdentities(library.database).map((track) => [track.id, track]))
  const byDigest: Index = new Map()
  const byExternalId: Index = new Map()
  const byPath: Index = new Map()
  const byFileName: Index = new Map()
  const byArtistAndTitle: Index = new Map()
  for (const { id, externalId, title, artist, path, digest } of tracks.values()) {
    if (digest !== null) add(byDigest, digest, id)
    if (externalId !== null) add(byExternalId, externalId, id)
    if (title !== '') add(byArtistAndTitle, artistAndTitle(artist, title), id)
    if (path !== null) for (const form of pathForms(absolutePath(library.directory, path))) add(byPath, form, id)
    if (path !== null) for (const form of pathForms(basename(path))) add(byFileName, form, id)
  }
  const pathsOf = (path: string): string[] => (isAbsolute(path) ? [path] : [resolve(baseDirectory, path), resolve(library.directory, path)])
  const byName = (key: TrackKey): readonly number[] => {
    const ids = find(byFileName, key.path === undefined ? [] : [comparable(basename(key.path))])
    const [own] = ids.map((id) => tracks.get(id))
    return checkFileNames && ids.length === 1 && own && contradicts(key, own) ? [] : ids
  }
  return (key) => {
    const { digest, externalId, path, artist, title } = key
    return decide([
      find(byDigest, digest === undefined ? [] : [digest]),
      find(byExternalId, externalId === undefined ? [] : [externalId]),
      find(byPath, path === undefined ? [] : pathsOf(path).map(comparable)),
      byName(key),
      find(byArtistAndTitle, title ? [artistAndTitle(artist ?? '', title)] : []),
    ])
  }
}

function contradicts({ externalId, artist, title }: TrackKey, own: TrackIdentity): boolean {
  if (externalId !== undefined && own.externalId !== null && externalId !== own.externalId) return true
  return (
    Boolean(artist && title && own.artist && own.title) &&
    artistAndTitle(artist ?? '', title ?? '') !== artistAndTitle(own.artist, own.title)
  )
}

function decide(candidates: readonly (readonly number[])[]): readonly number[] {
  return candidates.find((ids) => ids.length === 1) ?? candidates.find((ids) => ids.length > 1) ?? []
}

function find(index: Index, keys: readonly string[]): number[] {
  return [...new Set(keys.flatMap((key) => index.get(key) ?? []))]
}

function add(index: Index, key: string, id: number): void {
  const ids = index.get(key)
  if (ids) ids.push(id)
  else index.set(key, [id])
}

function pathForms(path: string): string[] {
  const { dir, name, ext } = parse(path)
  const bare = dir === '' ? name : resolve(dir, name)
  return ext === '' ? [comparable(path)] : [comparable(path), comparable(bare)]
}

/** Unicode and case differ between file systems. */
const comparable = (path: string): string => path.normalize('NFC').toLowerCase()

const artistAndTitle = (artist: string, title: string): string => `${normaliseName(artist)}\n${normaliseName(title)}`

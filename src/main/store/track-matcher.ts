import { basename, isAbsolute, parse, resolve } from 'node:path'
import type { Library } from './library'
import { absolutePath } from './stored-path'
import { trackIdentities } from './tracks'

/** What a row of an import says of the track it means; whatever is known. */
export interface TrackKey {
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
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/&/gu, ' and ').replace(/['’]/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/**
 * Prepares matching against all tracks of a library: by external id, then path, then file name, then artist and title.
 * The first of these that names exactly one track decides; if none does, the first that names several.
 * @param baseDirectory what relative paths are relative to, besides the library's folder
 */
export function createTrackMatcher(library: Library, baseDirectory: string): TrackMatcher {
  const byExternalId: Index = new Map()
  const byPath: Index = new Map()
  const byFileName: Index = new Map()
  const byArtistAndTitle: Index = new Map()
  for (const { id, externalId, title, artist, path } of trackIdentities(library.database)) {
    if (externalId !== null) add(byExternalId, externalId, id)
    if (title !== '') add(byArtistAndTitle, artistAndTitle(artist, title), id)
    if (path !== null) for (const form of pathForms(absolutePath(library.directory, path))) add(byPath, form, id)
    if (path !== null) for (const form of pathForms(basename(path))) add(byFileName, form, id)
  }
  const places = (path: string): string[] => (isAbsolute(path) ? [path] : [resolve(baseDirectory, path), resolve(library.directory, path)])
  return ({ externalId, path, artist, title }) =>
    decide([
      find(byExternalId, externalId === undefined ? [] : [externalId]),
      find(byPath, path === undefined ? [] : places(path).map(comparable)),
      find(byFileName, path === undefined ? [] : [comparable(basename(path))]),
      find(byArtistAndTitle, title ? [artistAndTitle(artist ?? '', title)] : []),
    ])
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

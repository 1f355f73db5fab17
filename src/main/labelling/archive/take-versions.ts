import type { Scheme } from '@shared/domain/schemes/scheme'
import { insertArchivedVersion } from '../../store/label-archive'
import { activeVersionId, listLabelVersions, setActiveVersion } from '../../store/label-versions'
import { insertLexicon, listLexicons } from '../../store/lexicons'
import type { Located } from './read-archive'
import { countOf, type TakenIds, type Taking } from './taking'

/** The archive's label versions that are here now. */
export interface TakenVersions {
  readonly ids: TakenIds
  /** Ids here of those that were added. */
  readonly added: ReadonlySet<number>
  readonly lexicons: number
  /** The version that has become the active one; null: none has. */
  readonly activated: number | null
}

/**
 * Adds the label versions that are not here yet, with their lexicons. The archive's active one becomes active where none is here.
 * @param tracks ids of the archive's tracks here
 */
export function takeVersions(taking: Taking, tracks: TakenIds): TakenVersions {
  const { library, archive, setAside } = taking
  const { database } = library
  const own = listLabelVersions(database).toReversed()
  const keys = own.map(({ scheme, ...version }): [number, string] => [version.id, keyOf(scheme, version)])
  const ids = new Map<number, number>()
  const added = new Set<number>()
  const lexicons = createLexiconTaker(taking)
  for (const version of archive.versions) {
    const scheme = withTracks(version.detail, tracks)
    const key = keyOf(scheme, version)
    const index = keys.findIndex(([, ownKey]) => ownKey === key)
    const [twin] = index < 0 ? [] : keys.splice(index, 1)
    if (twin) ids.set(version.id, twin[0])
    else if (lexicons.take(version.lexicon)) {
      const id = insertArchivedVersion(database, { ...version, scheme: JSON.stringify(scheme), ...countsOf(taking, version, tracks) })
      ids.set(version.id, id)
      added.add(id)
    } else setAside.push({ row: version.where, reason: `its lexicon “${version.lexicon}” is neither here nor in the file` })
  }
  const active = archive.versions.find((version) => version.active)
  const activated = activeVersionId(database) === null && active ? (ids.get(active.id) ?? null) : null
  if (activated !== null) setActiveVersion(database, activated)
  reportLabelsOfAbsent(taking, ids)
  return { ids, added, lexicons: lexicons.added(), activated }
}

interface VersionFacts {
  readonly lexicon: string
  readonly note: string
  readonly author: string
  readonly createdAt: string
}

/** Two versions of the same key are the same one. */
const keyOf = (scheme: Scheme, { lexicon, note, author, createdAt }: VersionFacts): string =>
  JSON.stringify([scheme, lexicon, note, author, createdAt])

/** A scheme whose tracks, where it was learnt from some, are those of this library; tracks that are not here are left out. */
function withTracks(scheme: Scheme, tracks: TakenIds): Scheme {
  if (scheme.kind !== 'learnt') return scheme
  return { ...scheme, fit: { ...scheme.fit, trackIds: scheme.fit.trackIds.flatMap((id) => tracks.get(id) ?? []) } }
}

/** Labels that find no track here count among the unlabelled. */
function countsOf({ archive }: Taking, { id, labelled, unlabelled }: Located<'version'>, tracks: TakenIds) {
  const lost = archive.labels.filter(({ version, track }) => version === id && !tracks.has(track)).length
  return { labelled: Math.max(0, labelled - lost), unlabelled: unlabelled + Math.min(labelled, lost) }
}

function createLexiconTaker({ library, archive, now }: Taking) {
  const { database } = library
  const present = new Set(listLexicons(database).map(({ name }) => name))
  let added = 0
  return {
    added: (): number => added,
    /** Whether a lexicon is here, or was added just now. */
    take(name: string): boolean {
      if (present.has(name)) return true
      const lexicon = archive.lexicons.find((one) => one.lexicon === name)
      if (!lexicon) return false
      const words = new Map(lexicon.detail.words.map(([word, valence, arousal]) => [word, { word, valence, arousal }]))
      insertLexicon(database, {
        name,
        source: lexicon.detail.source,
        licence: lexicon.licence,
        words: [...words.values()],
        createdAt: now.toISOString(),
      })
      present.add(name)
      added += 1
      return true
    },
  }
}

function reportLabelsOfAbsent({ archive, setAside }: Taking, ids: TakenIds): void {
  const counts = new Map<number, number>()
  for (const { version } of archive.labels) if (version !== null && !ids.has(version)) counts.set(version, (counts.get(version) ?? 0) + 1)
  for (const [version, count] of counts)
    setAside.push({
      row: `label version ${version}`,
      reason: `it could not be read or is not in the file; ${countOf(count, 'label')} left out`,
    })
}

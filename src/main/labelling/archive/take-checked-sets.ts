import { type ArchivedCheckedSet, everyCheckedSet, insertArchivedCheckedSet } from '../../store/label-archive'
import { countOf, type TakenIds, type Taking } from './taking'

/**
 * Adds the checked sets of names that are not in use here, without the tracks that are not here; a set of the same name and time is the
 * same one.
 * @param ids of the archive's tracks here
 * @returns those that were added
 */
export function takeCheckedSets({ library, archive, setAside }: Taking, ids: TakenIds): ArchivedCheckedSet[] {
  const present = new Map(everyCheckedSet(library.database).map(({ name, createdAt }) => [name, createdAt]))
  const added: ArchivedCheckedSet[] = []
  for (const { where, createdAt, detail } of archive.checkedSets) {
    const row = `${where} (checked set “${detail.name}”)`
    const tracks = detail.tracks.flatMap(([track, valence, arousal]) => {
      const trackId = ids.get(track)
      return trackId === undefined ? [] : [{ trackId, valence, arousal }]
    })
    const isTwice = new Set(tracks.map(({ trackId }) => trackId)).size < tracks.length
    const taken = present.get(detail.name)
    if (taken === createdAt) continue
    if (taken !== undefined) setAside.push({ row, reason: 'there is another checked set of this name' })
    else if (tracks.length === 0 || isTwice)
      setAside.push({ row, reason: isTwice ? 'it names a track twice' : 'none of its tracks is here' })
    else {
      const lost = detail.tracks.length - tracks.length
      if (lost > 0) setAside.push({ row, reason: `it was added without ${countOf(lost, 'track')} that cannot be found here` })
      const set = { ...detail, createdAt, tracks }
      insertArchivedCheckedSet(library.database, set)
      present.set(detail.name, createdAt)
      added.push(set)
    }
  }
  return added
}

/** What distinguishes a recording for people: title and artist without case, accents, brackets, and signs; '' when either is missing. */
export function recordingKey(title: string, artist: string): string {
  const [song, performer] = [title, artist].map((text) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}|\([^)]*\)|\[[^\]]*\]/gu, '')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  return song && performer ? `${song}\n${performer}` : ''
}

/** Labels nearer than this are taken as equal. */
const usualDistance = 0.3

/** A track of a group of near-duplicates. */
export interface Duplicate {
  readonly valence: number
  readonly arousal: number
}

/**
 * For each labelled track of a group, the other one whose label lies furthest from its own.
 * @returns how far that is in [0, 1] as a strength, and the index of the other; null where the labels agree
 */
export function furthestDuplicate(
  group: readonly Duplicate[],
  index: number,
): { strength: number; distance: number; other: number } | null {
  const own = group[index]
  if (!own) return null
  const [best] = group
    .map((track, other) => ({ other, distance: Math.hypot(track.valence - own.valence, track.arousal - own.arousal) }))
    .filter(({ other, distance }) => other !== index && distance >= usualDistance)
    .sort((one, next) => next.distance - one.distance || one.other - next.other)
  return best ? { ...best, strength: Math.min(0.95, best.distance) } : null
}

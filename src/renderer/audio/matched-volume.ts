/**
 * Loudness-matched volume of a media element. An element cannot play louder than its file, so that all files are lowered by the
 * headroom first; quiet ones are lowered less.
 * @param gainDb what the track's loudness needs, in dB; 0: play as it is
 * @param volume what the user chose, 0…1
 * @returns 0…1
 */
export function matchedVolume(gainDb: number, volume: number): number {
  const headroomDb = 6
  return Math.min(1, Math.max(0, volume * 10 ** ((gainDb - headroomDb) / 20)))
}

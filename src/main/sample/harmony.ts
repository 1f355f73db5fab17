/** A scale of seven steps with the chord progressions that suit it. */
export interface Mode {
  readonly name: string
  /** Semitones above the tonic of the seven degrees. */
  readonly semitones: readonly number[]
  /** Progressions of four chords, each chord the degree of its root (0 … 6). */
  readonly progressions: readonly (readonly number[])[]
}

const lydian: Mode = {
  name: 'lydian',
  semitones: [0, 2, 4, 6, 7, 9, 11],
  progressions: [
    [0, 1, 0, 4],
    [0, 1, 5, 1],
    [0, 4, 1, 0],
  ],
}
const major: Mode = {
  name: 'major',
  semitones: [0, 2, 4, 5, 7, 9, 11],
  progressions: [
    [0, 4, 5, 3],
    [0, 3, 4, 0],
    [0, 5, 3, 4],
    [0, 3, 0, 4],
    [3, 4, 0, 5],
  ],
}
const mixolydian: Mode = {
  name: 'mixolydian',
  semitones: [0, 2, 4, 5, 7, 9, 10],
  progressions: [
    [0, 6, 3, 0],
    [0, 3, 6, 3],
    [0, 4, 3, 0],
  ],
}
const dorian: Mode = {
  name: 'dorian',
  semitones: [0, 2, 3, 5, 7, 9, 10],
  progressions: [
    [0, 3, 0, 3],
    [0, 6, 3, 0],
    [0, 2, 3, 6],
  ],
}
const minor: Mode = {
  name: 'minor',
  semitones: [0, 2, 3, 5, 7, 8, 10],
  progressions: [
    [0, 5, 2, 6],
    [0, 3, 4, 0],
    [0, 6, 5, 6],
    [0, 3, 6, 2],
  ],
}
const phrygian: Mode = {
  name: 'phrygian',
  semitones: [0, 1, 3, 5, 7, 8, 10],
  progressions: [
    [0, 1, 0, 1],
    [0, 1, 6, 0],
    [0, 3, 1, 0],
  ],
}

/** Major stands twice: most cheerful music is in it. */
export const modesFromBrightToDark: readonly [Mode, ...Mode[]] = [lydian, major, major, mixolydian, dorian, minor, minor, phrygian]

/**
 * Semitones above the tonic of a scale degree.
 * @param degree 0 is the tonic; below 0 and above 6 lie the neighbouring octaves
 */
export function degreeToSemitones(mode: Mode, degree: number): number {
  const octave = Math.floor(degree / 7)
  return 12 * octave + (mode.semitones[degree - 7 * octave] ?? 0)
}

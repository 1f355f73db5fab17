/** Who plays a note. */
export type Part = 'lead' | 'chords' | 'bass'

export type Drum = 'kick' | 'snare' | 'clap' | 'hat' | 'shaker' | 'tom'

export interface Note {
  readonly part: Part
  readonly startSeconds: number
  readonly seconds: number
  /** MIDI number; fractions are detuned notes. */
  readonly midi: number
  /** 0 … 1 */
  readonly velocity: number
}

export interface DrumHit {
  readonly drum: Drum
  readonly startSeconds: number
  /** 0 … 1 */
  readonly velocity: number
}

export interface Score {
  readonly notes: readonly Note[]
  readonly hits: readonly DrumHit[]
}

/** One bar of the form: which chord sounds and how much of the band plays. */
export interface Bar {
  readonly startSeconds: number
  /** Degree of the chord's root, 0 … 6. */
  readonly chord: number
  /** 0 in the A sections, 1 in the B section. */
  readonly section: 0 | 1
  /** Index in its phrase of four bars, 0 … 3. */
  readonly barOfPhrase: number
  /** Whether melody and drums have entered. */
  readonly full: boolean
}

import type { Random } from '@shared/domain/random'
import type { Character } from './character'
import type { Bar, Drum, DrumHit } from './score'

interface Stroke {
  readonly drum: Drum
  /** In beats from the start of the bar. */
  readonly at: number
  readonly velocity: number
}

/** Writes the drums of every full bar; none below a percussion of 0.25. */
export function writePercussion(character: Character, bars: readonly Bar[], random: Random): DrumHit[] {
  const bright = character.contour + 0.5 * random.normal() > 0
  const beat = 60 / character.beatsPerMinute
  return bars
    .filter(({ full }) => full)
    .flatMap((bar) => {
      const strokes = [...groove(character, bright), ...(bar.barOfPhrase === 3 && character.percussion > 0.6 ? fill(character) : [])]
      return strokes.map(({ drum, at, velocity }) => ({
        drum,
        startSeconds: Math.max(0, bar.startSeconds + at * beat + 0.003 * random.normal()),
        velocity: Math.max(0.05, velocity * (0.45 + 0.55 * character.percussion) * (1 + 0.1 * random.normal())),
      }))
    })
}

function groove(character: Character, bright: boolean): Stroke[] {
  const { percussion, beatsPerBar } = character
  if (percussion < 0.25) return []
  const timekeeper = bright ? 'hat' : 'shaker'
  const step = percussion > 0.8 ? 0.25 : percussion > 0.5 ? 0.5 : 1
  const strokes: Stroke[] = []
  for (let at = 0; at < beatsPerBar; at += step) strokes.push({ drum: timekeeper, at, velocity: Number.isInteger(at) ? 0.5 : 0.3 })
  if (percussion < 0.42) return strokes
  strokes.push({ drum: 'kick', at: 0, velocity: 0.9 })
  if (beatsPerBar === 4) strokes.push({ drum: 'kick', at: percussion > 0.7 ? 2.5 : 2, velocity: 0.8 })
  const backbeat = bright ? 'clap' : percussion > 0.65 ? 'snare' : 'tom'
  for (let at = 1; at < beatsPerBar; at += 2) strokes.push({ drum: backbeat, at, velocity: 0.75 })
  return strokes
}

function fill({ beatsPerBar }: Character): Stroke[] {
  return [0, 0.25, 0.5, 0.75].map((offset) => ({ drum: 'tom', at: beatsPerBar - 1 + offset, velocity: 0.5 + 0.4 * offset }))
}

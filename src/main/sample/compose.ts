import type { Random } from '@shared/domain/random'
import { writeAccompaniment } from './accompaniment'
import type { Character } from './character'
import { fitTempo, layOutBars } from './form'
import { writeMelody } from './melody'
import { writePercussion } from './percussion'
import type { Score } from './score'

/**
 * Composes a piece.
 * @param seconds its length; notes may ring beyond it and are cut there when played
 */
export function compose(character: Character, seconds: number, random: Random): Score {
  const fitted = fitTempo(character, seconds)
  const bars = layOutBars(fitted, seconds, random)
  return {
    notes: [...writeAccompaniment(fitted, bars, random), ...writeMelody(fitted, bars, random)],
    hits: writePercussion(fitted, bars, random),
  }
}

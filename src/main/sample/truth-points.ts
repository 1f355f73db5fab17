import type { PlanePoint } from '@shared/domain/plane'
import { createRandom, mixSeed } from '@shared/domain/random'

/** No piece lies on the very edge of the plane. */
const reach = 0.95

/** The plastic number: its powers give the R2 sequence, which fills a square evenly at every length (Roberts 2018). */
const plasticNumber = 1.324_717_957_244_746

/**
 * Where a piece of the sample library lies on the plane. The first n pieces cover the plane evenly for every n.
 * @param index of the piece, from 0
 * @param seed shifts the whole sequence
 * @returns valence and arousal in [−0.95, 0.95], rounded to 0.001
 */
export function truthPoint(index: number, seed: number): PlanePoint {
  const random = createRandom(mixSeed(seed, 1))
  const coordinate = (offset: number, step: number): number => {
    const fraction = (offset + (index + 1) * step) % 1
    return Math.round(reach * (2 * fraction - 1) * 1000) / 1000
  }
  return {
    valence: coordinate(random.next(), 1 / plasticNumber),
    arousal: coordinate(random.next(), 1 / plasticNumber ** 2),
  }
}

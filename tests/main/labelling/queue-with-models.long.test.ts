import { describe, expect, it } from 'vitest'
import { queueChannels } from '@shared/contract/review-queue'
import { meanWithInterval } from '@shared/domain/label-comparison'
import type { PlanePoint } from '@shared/domain/plane'
import { createRandom, mixSeed, type Random } from '@shared/domain/random'
import { reviewQueue } from '@main/labelling/review-queue'
import { areaUnderCurve } from '../../../bench/label-errors/ranking'
import { longestMs, printFigure, sized } from '../../helpers/long'
import { type SampleLabels, sampleLabels } from '../../helpers/sample-labels'
import { addLabel } from '../../helpers/track'

const tracks = sized(96, 400)
const seeds = sized(4, 30)
const [wrongShare, hearingSpread] = [0.1, 0.12]
/** So much a useless model may cost: chance has a part in what it says of few tracks. */
const tolerance = sized(0.03, 0.01)
const within = (value: number): number => Math.max(-1, Math.min(1, value))

const near = ({ valence, arousal }: PlanePoint, deviation: number, random: Random): PlanePoint => ({
  valence: within(valence + deviation * random.normal()),
  arousal: within(arousal + deviation * random.normal()),
})

/** Imported labels close to the truth, a tenth of them of other tracks. @returns by track, whether its label is wrong */
function importLabels({ library, truth }: SampleLabels, random: Random): boolean[] {
  const points = [...truth.values()]
  return [...truth].map(([trackId, point]) => {
    const isWrong = random.next() < wrongShare
    const { valence, arousal } = near(isWrong ? random.pick(points) : point, hearingSpread, random)
    addLabel(library, trackId, valence, arousal, 'imported')
    return isWrong
  })
}

/** A model that was trained on none of the tracks. */
function addModel({ library: { database }, truth }: SampleLabels, predict: (truth: PlanePoint) => PlanePoint): void {
  database.exec(`
    INSERT INTO models (id, name, path, sha256, modality, card, created_at) VALUES (1, 'Model', 'm', 's', 'audio', '', '');
    INSERT INTO prediction_sets (id, model_id, folders, state, created_at) VALUES (1, 1, '[]', 'done', '')`)
  const insert = database.prepare(
    `INSERT INTO predictions (set_id, path, track_id, valence, arousal, start_seconds, duration_seconds, trained_on)
     VALUES (1, ?, ?, ?, ?, 0, 60, 0)`,
  )
  for (const [trackId, point] of truth) {
    const { valence, arousal } = predict(point)
    insert.run(`p${trackId}`, trackId, valence, arousal)
  }
}

/** The chance that a wrong label scores higher than a right one in the queue. */
function areaOf({ context, truth }: SampleLabels, wrong: readonly boolean[]): number {
  const request = queueChannels['queue.list'].argument.parse({ trackIds: [...truth.keys()], limit: 5000 })
  const scores = new Map(reviewQueue(context, request).entries.map(({ trackId, score }) => [trackId, score]))
  return areaUnderCurve(
    [...truth.keys()].map((trackId) => scores.get(trackId) ?? 0),
    wrong,
  )
}

const skills: readonly { name: string; predict: (random: Random) => (truth: PlanePoint) => PlanePoint }[] = [
  { name: 'good (σ .25)', predict: (random) => (truth) => near(truth, 0.25, random) },
  { name: 'middling (σ .5)', predict: (random) => (truth) => near(truth, 0.5, random) },
  { name: 'useless', predict: (random) => () => ({ valence: 2 * random.next() - 1, arousal: 2 * random.next() - 1 }) },
]

describe('a model never worsens the review queue beyond noise', () => {
  it.each(skills)(
    '$name',
    ({ name, predict }) => {
      const trials = Array.from({ length: seeds }, (_, seed) => {
        const test = sampleLabels(tracks, mixSeed(seed, 31))
        const random = createRandom(mixSeed(seed, 32))
        const wrong = importLabels(test, random)
        const without = areaOf(test, wrong)
        addModel(test, predict(random))
        return { without, withModel: areaOf(test, wrong) }
      })
      const gain = meanWithInterval(trials.map(({ without, withModel }) => withModel - without))
      const mean = (of: 'without' | 'withModel'): string => (trials.reduce((sum, trial) => sum + trial[of], 0) / seeds).toFixed(3)
      const [value, low, high] = [gain.value, gain.low, gain.high].map((number) => number.toFixed(3))
      const figures = `${mean('without')} without, ${mean('withModel')} with a ${name} model (gain ${value}, ${low} to ${high})`
      printFigure(`review queue, ${tracks} tracks, ${seeds} seeds, AUROC of wrong labels: ${figures}`)
      expect(gain.low).toBeGreaterThan(-tolerance)
    },
    longestMs,
  )
})

import { join } from 'node:path'
import { describeSample } from '@main/sample/describe-sample'
import { openDatabase } from '@main/store/open-database'
import { seedLabelling } from '@main/store/shipped-labelling'
import { setTrackTags } from '@main/store/track-tags'
import { createTrack } from '@main/store/tracks'
import { readTagMatrix } from '@main/labelling/tag-matrix'
import { chooseStrength, strengths } from '@shared/domain/learning/cross-fit'
import { fitWords } from '@shared/domain/learning/fit-words'
import {
  errorOf,
  type LabelledWords,
  labelledWords,
  type PriorSettings,
  priorValues,
  standardPrior,
} from '@shared/domain/learning/word-model'
import type { PlanePoint } from '@shared/domain/plane'
import { createRandom, mixSeed } from '@shared/domain/random'
import type { TagMatrix } from '@shared/domain/tag-matrix'

/** Seeds of sample libraries; those by which settings were chosen unless others are named. */
const librarySeeds = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
const [tracks, labels, draws, hearingSpread] = [96, 50, 20, 0.12]
const patient = { step: () => Promise.resolve() }

interface SampleTags {
  readonly matrix: TagMatrix
  readonly truth: ReadonlyMap<number, PlanePoint>
}

/** The tags of a sample library, read as the program reads them. */
function sampleTags(seed: number): SampleTags {
  const database = openDatabase(':memory:', { create: true, backup: () => undefined })
  seedLabelling(database, join(process.cwd(), 'resources'), new Date(0).toISOString())
  const described = describeSample({ count: tracks, seed }).map(({ track }) => track)
  const ids = described.map(({ externalId, title, artist }) => createTrack(database, { externalId, title, artist }, new Date(0)))
  const tagsOf = (index: number) => (described[index]?.tags ?? []).map(([tag, count]) => ({ trackId: ids[index] ?? 0, tag, count }))
  setTrackTags(
    database,
    ids.flatMap((_, index) => tagsOf(index)),
  )
  const matrix = readTagMatrix(database)
  database.close()
  return { matrix, truth: new Map(described.map(({ truth }, index) => [ids[index] ?? 0, truth])) }
}

/** Tracks that people label, hearing with a spread, and the others with their true points. */
function drawLabels({ matrix, truth }: SampleTags, seed: number): { labelled: LabelledWords[]; others: LabelledWords[] } {
  const random = createRandom(mixSeed(seed, 5))
  const shuffled = random.shuffle([...truth])
  const heard = (value: number): number => Math.max(-1, Math.min(1, value + hearingSpread * random.normal()))
  const byEar = shuffled
    .slice(0, labels)
    .map(([id, { valence, arousal }]) => [id, { valence: heard(valence), arousal: heard(arousal) }] as const)
  return { labelled: labelledWords(matrix, new Map(byEar)), others: labelledWords(matrix, new Map(shuffled.slice(labels))) }
}

/** A way to learn: how strongly, from which prior, and whether coordinates move. */
interface Way {
  readonly prior: PriorSettings
  readonly strength: number | 'chosen'
  readonly movesCoordinates: boolean
}

/** Error on the other tracks over that of the published formula, less 1, over all draws; in percent less. */
async function gainOf(sample: SampleTags, { prior: settings, strength, movesCoordinates }: Way): Promise<number> {
  const prior = priorValues(sample.matrix, settings)
  const published = { ...prior, logWeights: new Float64Array(prior.logWeights.length) }
  let [before, after] = [0, 0]
  for (let seed = 0; seed < draws; seed += 1) {
    const { labelled, others } = drawLabels(sample, seed)
    const pull = strength === 'chosen' ? await chooseStrength(labelled, prior, { seed, movesCoordinates }, patient) : strength
    const fitted = fitWords(labelled, prior, { strength: pull, movesCoordinates })
    for (const track of others) {
      before += errorOf(track, published)
      after += errorOf(track, fitted)
    }
  }
  return 100 * (1 - after / before)
}

const priors: readonly PriorSettings[] = [
  { occurrence: 0.5, pull: 0 },
  { occurrence: 0.75, pull: 0 },
  { occurrence: 1, pull: 0 },
  { occurrence: 1.5, pull: 0 },
  { occurrence: 0.5, pull: 0.5 },
  standardPrior,
  { occurrence: 0.75, pull: 1 },
  { occurrence: 1, pull: 1 },
]
const ways: readonly Way[] = [false, true].flatMap((movesCoordinates) => [
  ...priors.flatMap((prior) => strengths.map((strength) => ({ prior, strength, movesCoordinates }))),
  { prior: standardPrior, strength: 'chosen', movesCoordinates } as const,
])

const samples = librarySeeds.map(sampleTags)
for (const way of ways) {
  const gains: number[] = []
  for (const sample of samples) gains.push(await gainOf(sample, way))
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const { occurrence, pull } = way.prior
  const also = way.movesCoordinates ? ', coordinates too' : ''
  const about = `prior by occurrence ^${occurrence}, pull ^${pull}, strength ${way.strength}${also}`
  const perLibrary = Object.fromEntries(librarySeeds.map((seed, index) => [seed, Number(gains[index]?.toFixed(1))]))
  process.stdout.write(`${JSON.stringify({ name: `learning: ${about}`, percentLess: Number(mean.toFixed(2)), perLibrary })}\n`)
}

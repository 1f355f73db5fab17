import { solvePositive } from './solve'
import { derivedLabel, type LabelledWords, squaredErrorOf, type WordValues } from './word-model'

/** What a fit may move. */
export interface FitSettings {
  /** Pull towards the prior: what one unit of squared logarithm of a weight costs, in squared error of one track. */
  readonly strength: number
  /** Whether coordinates move too, within `coordinateLimit` of the lexicon's. */
  readonly movesCoordinates: boolean
}

/** Tracks that must carry a word together with others before its weight is learnt; with fewer it keeps the prior. */
export const fewestTracksOfWord = 3
/** How far from the lexicon a word's coordinates may move. */
export const coordinateLimit = 0.3
/** A move of a coordinate by this much costs as much as a weight that is e times another. */
const coordinateUnit = 0.15
const mostSteps = 25
const mostHalvings = 8
const smallestGain = 1e-7

/** A parameter of the fit: the logarithm of a weight, or a coordinate. */
interface Parameter {
  readonly word: number
  readonly column: keyof WordValues
  readonly scale: number
}

/**
 * Fits the words' values to what people say by regularised least squares (Gauss–Newton with step halving): the sum over tracks of the
 * squared errors of both dimensions plus `strength` times the sum of squared departures from the prior.
 * @param prior values to depart from; words that too few tracks carry keep theirs
 * @param start where to begin; the prior unless given
 */
export function fitWords(
  tracks: readonly LabelledWords[],
  prior: WordValues,
  settings: FitSettings,
  start: WordValues = prior,
): WordValues {
  const parameters = parametersOf(tracks, prior.logWeights.length, settings)
  let values = copyOf(start)
  let loss = lossOf(tracks, values, prior, parameters, settings)
  for (let step = 0; step < mostSteps && parameters.length > 0; step += 1) {
    const direction = solveStep(tracks, values, prior, parameters, settings)
    const next =
      direction && shorten(direction, values, loss, (moved) => lossOf(tracks, moved, prior, parameters, settings), prior, parameters)
    if (!next) break
    const gain = loss - next.loss
    values = next.values
    loss = next.loss
    if (gain < smallestGain * Math.max(1, loss)) break
  }
  return values
}

/** Words that are carried by enough tracks beside other words; of coordinates, alone too. */
function parametersOf(tracks: readonly LabelledWords[], words: number, { movesCoordinates }: FitSettings): Parameter[] {
  const [beside, carried] = [new Int32Array(words), new Int32Array(words)]
  for (const { words: own } of tracks) {
    for (const word of own) {
      carried[word] = (carried[word] ?? 0) + 1
      if (own.length > 1) beside[word] = (beside[word] ?? 0) + 1
    }
  }
  const enough = (counts: Int32Array): number[] => [...counts.keys()].filter((word) => (counts[word] ?? 0) >= fewestTracksOfWord)
  const weights = enough(beside).map((word): Parameter => ({ word, column: 'logWeights', scale: 1 }))
  const coordinates = enough(carried).flatMap((word): Parameter[] => [
    { word, column: 'valence', scale: coordinateUnit },
    { word, column: 'arousal', scale: coordinateUnit },
  ])
  return movesCoordinates ? [...weights, ...coordinates] : weights
}

function lossOf(
  tracks: readonly LabelledWords[],
  values: WordValues,
  prior: WordValues,
  parameters: readonly Parameter[],
  { strength }: FitSettings,
): number {
  const errors = tracks.reduce((sum, track) => sum + squaredErrorOf(track, values), 0)
  return errors + strength * parameters.reduce((sum, parameter) => sum + departure(values, prior, parameter) ** 2, 0)
}

/** How far a parameter is from its prior, in its own unit. */
function departure(values: WordValues, prior: WordValues, { word, column, scale }: Parameter): number {
  return ((values[column][word] ?? 0) - (prior[column][word] ?? 0)) / scale
}

/** The step of Gauss and Newton, [parameters], in each parameter's own unit. */
function solveStep(
  tracks: readonly LabelledWords[],
  values: WordValues,
  prior: WordValues,
  parameters: readonly Parameter[],
  { strength }: FitSettings,
): Float64Array | null {
  const size = parameters.length
  const [normal, right] = [new Float64Array(size * size), new Float64Array(size)]
  const indexes = indexesOf(parameters, values.logWeights.length)
  for (const track of tracks) addTrack(track, values, parameters, indexes, normal, right)
  parameters.forEach((parameter, index) => {
    normal[index * size + index] = (normal[index * size + index] ?? 0) + strength
    right[index] = (right[index] ?? 0) - strength * departure(values, prior, parameter)
  })
  return solvePositive(normal, right)
}

/** For each word the indexes of its parameters. */
function indexesOf(parameters: readonly Parameter[], words: number): number[][] {
  const indexes = Array.from({ length: words }, (): number[] => [])
  parameters.forEach(({ word }, index) => indexes[word]?.push(index))
  return indexes
}

/** Adds a track's part of JᵀJ and of Jᵀr. */
function addTrack(
  track: LabelledWords,
  values: WordValues,
  parameters: readonly Parameter[],
  indexes: readonly (readonly number[])[],
  normal: Float64Array,
  right: Float64Array,
): void {
  const { shares, point } = derivedLabel(track, values)
  for (const dimension of ['valence', 'arousal'] as const) {
    const residual = track.label[dimension] - point[dimension]
    const gradient: [index: number, slope: number][] = []
    track.words.forEach((word, position) => {
      const share = shares[position] ?? 0
      for (const index of indexes[word] ?? []) {
        const { column, scale } = parameters[index] ?? { column: 'logWeights', scale: 1 }
        if (column === 'logWeights') gradient.push([index, share * ((values[dimension][word] ?? 0) - point[dimension])])
        else if (column === dimension) gradient.push([index, share * scale])
      }
    })
    for (const [row, slope] of gradient) {
      right[row] = (right[row] ?? 0) + slope * residual
      for (const [column, other] of gradient) {
        const at = row * parameters.length + column
        normal[at] = (normal[at] ?? 0) + slope * other
      }
    }
  }
}

/** The longest of the halved steps that lowers the loss; null when none does. */
function shorten(
  direction: Float64Array,
  values: WordValues,
  loss: number,
  lossAt: (values: WordValues) => number,
  prior: WordValues,
  parameters: readonly Parameter[],
): { values: WordValues; loss: number } | null {
  for (let halving = 0; halving <= mostHalvings; halving += 1) {
    const moved = movedBy(values, direction, 2 ** -halving, prior, parameters)
    const next = lossAt(moved)
    if (next < loss) return { values: moved, loss: next }
  }
  return null
}

function movedBy(
  values: WordValues,
  direction: Float64Array,
  length: number,
  prior: WordValues,
  parameters: readonly Parameter[],
): WordValues {
  const moved = copyOf(values)
  parameters.forEach(({ word, column, scale }, index) => {
    const next = (moved[column][word] ?? 0) + length * scale * (direction[index] ?? 0)
    moved[column][word] = column === 'logWeights' ? next : withinLimit(next, prior[column][word] ?? 0)
  })
  return moved
}

function withinLimit(value: number, prior: number): number {
  const [low, high] = [Math.max(-1, prior - coordinateLimit), Math.min(1, prior + coordinateLimit)]
  return Math.min(high, Math.max(low, value))
}

function copyOf({ logWeights, valence, arousal }: WordValues): WordValues {
  return { logWeights: logWeights.slice(), valence: valence.slice(), arousal: arousal.slice() }
}

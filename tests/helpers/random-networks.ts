import fc from 'fast-check'
import type { Batch } from '@main/engines/engine'
import { initialWeights } from '@main/network/initial-weights'
import type { InputShapes } from '@main/network/inputs'
import { sizeOfInput } from '@main/network/inputs'
import { type NetworkPlan, planNetwork } from '@main/network/plan'
import { type Weights, weightSpecifications } from '@main/network/weights'
import type { Modality } from '@shared/domain/modality'
import { attentionStatistics, type Branch, type Layer, type Network, type PlainLayer, statistics } from '@shared/domain/network'
import { createRandom, type Random } from '@shared/domain/random'

/** A small network, weights and a batch for it. */
export interface NetworkCase {
  readonly plan: NetworkPlan
  readonly weights: Weights
  readonly batch: Batch
}

const dropout = fc.constantFrom(0, 0.3, 0.5).map((probability): Layer => ({ type: 'dropout', probability }))
const relu = fc.constant<Layer>({ type: 'relu' })
const linear = fc.integer({ min: 1, max: 5 }).map((units): Layer => ({ type: 'linear', units }))
const onVectors = fc
  .array(fc.oneof(dropout, linear, fc.constant<Layer>({ type: 'relu' }), fc.constant<Layer>({ type: 'batch-normalisation' })), {
    maxLength: 4,
  })
  .map(normalisedOnce)
const head = onVectors.map((layers): Layer[] => [...layers, { type: 'linear', units: 2 }])
/** So many that the moments of a batch mean something: of two samples, gradients behind batch normalisation are nothing but rounding. */
const size = fc.integer({ min: 6, max: 9 })
const seed = fc.integer({ min: 1, max: 1e6 })

/** Several batch normalisations one after the other blow the rounding of few samples up to what is to be compared. */
function normalisedOnce(layers: readonly Layer[]): Layer[] {
  const first = layers.findIndex(({ type }) => type === 'batch-normalisation')
  return layers.filter(({ type }, index) => type !== 'batch-normalisation' || index === first)
}

/** Networks that read vectors, as those behind frozen branches do. */
export const headCases: fc.Arbitrary<NetworkCase> = fc
  .record({ audio: onVectors, lyrics: fc.option(onVectors), frozen: fc.boolean(), head, size, seed })
  .map(({ audio, lyrics, frozen, head: layers, size: samples, seed: drawn }) => {
    const branches: Branch[] = [branch('audio', audio, frozen), ...(lyrics ? [branch('lyrics', lyrics, false)] : [])]
    return caseOf(
      planNetwork(
        { name: 'random', branches, head: layers },
        { audio: { kind: 'vector', units: 4 }, lyrics: { kind: 'vector', units: 3 } },
      ),
      samples,
      drawn,
    )
  })

function branch(modality: Modality, layers: readonly Layer[], frozen: boolean): Branch {
  return { modality, layers, frozen }
}

/** Draws weights (statistics too) and a batch for a network; token ids and audio hold runs of equal values, so that pools meet ties. */
export function caseOf(plan: NetworkPlan, samples: number, drawn: number): NetworkCase {
  const random = createRandom(drawn)
  return { plan, weights: drawnWeights(plan, drawn, random), batch: drawnBatch(plan, samples, random) }
}

function drawnWeights(plan: NetworkPlan, drawn: number, random: Random): Weights {
  const initial = initialWeights(plan, drawn)
  return new Map(
    weightSpecifications(plan).map(({ name, dims, role }) => {
      const data = Float32Array.from(initial.get(name)?.data ?? [])
      if (name.endsWith('running_var') || name.endsWith('deviation')) return [name, { dims, data: data.map(() => 0.5 + random.next()) }]
      if (role === 'statistic' || role === 'constant' || data.every((value) => value === data[0]))
        return [name, { dims, data: data.map(() => random.normal()) }]
      return [name, { dims, data }]
    }),
  )
}

function drawnBatch(plan: NetworkPlan, samples: number, random: Random): Batch {
  const values = plan.branches.map(({ modality, input }): [Modality, Float32Array | Int32Array] => {
    const count = sizeOfInput(input)
    if (input.kind === 'tokens') {
      const spoken = random.integer(0, count)
      return [
        modality,
        Int32Array.from({ length: samples * count }, (_, index) =>
          index % count < spoken ? random.integer(0, input.vocabularySize - 1) : 0,
        ),
      ]
    }
    const silent = input.kind === 'sequence' ? random.integer(0, samples) : samples
    return [
      modality,
      Float32Array.from({ length: samples * count }, (_, index) => (Math.floor(index / count) === silent ? -3 : random.normal())),
    ]
  })
  return { size: samples, values: Object.fromEntries(values), targets: Float32Array.from({ length: samples * 2 }, () => random.normal()) }
}

/** Input shapes of small networks that read audio and texts. */
export const smallInputs: InputShapes = {
  audio: { kind: 'sequence', channels: 3, length: 24 },
  lyrics: { kind: 'tokens', length: 20, vocabularySize: 7 },
}

const pooling = fc.record({
  type: fc.constantFrom('max-pooling' as const, 'average-pooling' as const),
  size: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
})
const convolution = fc.record({
  type: fc.constant('convolution' as const),
  filters: fc.integer({ min: 1, max: 4 }),
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 2 }),
})
const onSequences = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: convolution },
      { weight: 3, arbitrary: pooling },
      dropout,
      fc.constant<Layer>({ type: 'relu' }),
      fc.constant<Layer>({ type: 'batch-normalisation' }),
    ),
    { maxLength: 5 },
  )
  .map(normalisedOnce)
const normalisation = fc
  .constantFrom('global' as const, 'coefficient' as const, 'excerpt' as const)
  .map((by): Layer => ({ type: 'normalisation', by }))
const embedding = fc.record({ type: fc.constant('embedding' as const), size: fc.integer({ min: 1, max: 5 }), trained: fc.boolean() })

/** Networks that read audio, a text or both; such whose layers do not fit are left out. */
export const networkCases: fc.Arbitrary<NetworkCase> = fc
  .record({
    audio: fc.option(fc.tuple(normalisation, onSequences)),
    lyrics: fc.tuple(embedding, onSequences),
    frozen: fc.boolean(),
    head,
    size,
    seed,
  })
  .map(({ audio, lyrics, frozen, head: layers, size: samples, seed: drawn }) => {
    const text = branch('lyrics', [lyrics[0], ...lyrics[1], { type: 'flatten' }], false)
    const branches = audio
      ? [branch('audio', [audio[0], ...audio[1], { type: 'flatten' }], frozen), ...(drawn % 2 === 0 ? [text] : [])]
      : [text]
    return { network: { name: 'random', branches, head: layers }, samples, drawn }
  })
  .filter(({ network }) => fits(network))
  .map(({ network, samples, drawn }) => caseOf(planNetwork(network, smallInputs), samples, drawn))

/** A block that a step computes as one: convolution, batch normalisation and max pooling, with or without ReLU before or behind. */
const pooledBlock = fc
  .record({
    filters: fc.integer({ min: 1, max: 4 }),
    size: fc.integer({ min: 1, max: 3 }),
    wider: fc.integer({ min: 0, max: 2 }),
    relu: fc.constantFrom('before', 'behind', 'none'),
  })
  .map(({ filters, size: width, wider, relu }): Layer[] => [
    { type: 'convolution', filters, kernel: Math.max(1, 2 * (width - 1) + wider), stride: 1 },
    { type: 'batch-normalisation' },
    ...(relu === 'before' ? [{ type: 'relu' } as const] : []),
    { type: 'max-pooling', size: width, stride: width },
    ...(relu === 'behind' ? [{ type: 'relu' } as const] : []),
  ])

/** Networks with such a block, alone or behind another convolution. */
export const pooledCases: fc.Arbitrary<NetworkCase> = fc
  .record({ first: normalisation, before: fc.option(convolution), block: pooledBlock, head, size, seed })
  .map(({ first, before, block, head: layers, size: samples, seed: drawn }) => {
    const onAudio: Layer[] = [first, ...(before ? [before] : []), ...block, { type: 'flatten' }]
    return { network: { name: 'pooled', branches: [branch('audio', onAudio, false)], head: layers }, samples, drawn }
  })
  .filter(({ network }) => fits(network))
  .map(({ network, samples, drawn }) => caseOf(planNetwork(network, smallInputs), samples, drawn))

/** Networks that summarise audio over time; the head does not normalise batches, for some statistics are the same in all samples. */
export const globalCases: fc.Arbitrary<NetworkCase> = fc
  .record({
    first: fc.constantFrom('global' as const, 'coefficient' as const).map((by): Layer => ({ type: 'normalisation', by })),
    between: fc.array(
      fc.oneof(
        convolution,
        fc.integer({ min: 1, max: 4 }).map((bands): Layer => ({ type: 'mel-bands', bands })),
      ),
      { maxLength: 2 },
    ),
    by: fc.subarray([...statistics], { minLength: 1 }),
    lags: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }), { nil: undefined }),
    head: fc.array(fc.oneof(dropout, linear, fc.constantFrom<Layer>({ type: 'relu' }, { type: 'clip', low: -0.5, high: 1 })), {
      maxLength: 3,
    }),
    size,
    seed,
  })
  .map(({ first, between, by, lags, head: layers, size: samples, seed: drawn }) => {
    const onAudio: Layer[] = [first, ...between, { type: 'global-pooling', by, lags }]
    const network: Network = {
      name: 'global',
      branches: [branch('audio', onAudio, false)],
      head: [...layers, { type: 'linear', units: 2 }],
    }
    return { network, samples, drawn }
  })
  .filter(({ network }) => fits(network))
  .map(({ network, samples, drawn }) => caseOf(planNetwork(network, smallInputs), samples, drawn))

/** What a residual of sequences may hold: one normalisation at most, then a padded convolution that keeps the shape. */
const keepsShape = fc
  .record({
    around: fc.subarray<PlainLayer>([{ type: 'relu' }, { type: 'dropout', probability: 0.3 }]),
    normalised: fc.constantFrom<PlainLayer[]>([], [{ type: 'layer-normalisation' }], [{ type: 'batch-normalisation' }]),
    before: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ around, normalised, before, after }): PlainLayer[] => [
    ...normalised,
    ...around,
    { type: 'padding', before, after },
    { type: 'convolution', filters: 3, kernel: before + after + 1, stride: 1 },
  ])

/** Networks with residuals and layer normalisation whose audio is pooled by attention, or by nothing. */
export const residualCases: fc.Arbitrary<NetworkCase> = fc
  .record({
    widened: fc.option(convolution),
    held: keepsShape,
    behind: fc.array(fc.oneof(relu, pooling), { maxLength: 2 }),
    by: fc.subarray([...attentionStatistics]),
    onVector: fc.option(
      fc.constantFrom<PlainLayer[]>([{ type: 'linear', units: 4 }], [{ type: 'relu' }, { type: 'dropout', probability: 0.5 }]),
    ),
    size,
    seed,
  })
  .map(({ widened, held, behind, by, onVector, size: samples, seed: drawn }) => {
    const before: Layer[] = widened
      ? [
          { type: 'normalisation', by: 'coefficient' },
          { ...widened, filters: 3 },
        ]
      : []
    const pooled: Layer = by.length === 0 ? { type: 'flatten' } : { type: 'attention-pooling', by }
    const onAudio: Layer[] = [...before, { type: 'residual', layers: held }, ...behind, pooled]
    const added: Layer[] = onVector ? [{ type: 'residual', layers: onVector }] : []
    const network: Network = {
      name: 'residual',
      branches: [branch('audio', onAudio, false)],
      head: [{ type: 'linear', units: 4 }, ...added, { type: 'layer-normalisation' }, { type: 'linear', units: 2 }],
    }
    return { network, samples, drawn }
  })
  .filter(({ network }) => fits(network))
  .map(({ network, samples, drawn }) => caseOf(planNetwork(network, smallInputs), samples, drawn))

function fits(network: Network): boolean {
  try {
    planNetwork(network, smallInputs)
    return true
  } catch {
    return false
  }
}

import { z } from 'zod'
import { fail } from '../domain/failure'
import { modalities } from '../domain/modality'
import { attentionStatistics, type Layer, type Network, normalisations, type PlainLayer, statistics } from '../domain/network'
import { schemaOf } from './exact-schema'

const count = z.number().int().min(1)

const once = (names: readonly string[]): boolean => new Set(names).size === names.length
const onceMessage = { message: 'Each statistic may stand once only.' }

/** One layer of a network as JSON. */
const plainLayerSchema = schemaOf<PlainLayer>()(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('normalisation'), by: z.enum(normalisations) }),
    z.strictObject({ type: z.literal('embedding'), size: count, trained: z.boolean() }),
    z.strictObject({ type: z.literal('convolution'), filters: count, kernel: count, stride: count }),
    z.strictObject({ type: z.literal('mel-bands'), bands: count }),
    z.strictObject({ type: z.literal('batch-normalisation') }),
    z.strictObject({ type: z.literal('layer-normalisation') }),
    z.strictObject({ type: z.literal('relu') }),
    z.strictObject({ type: z.literal('clip'), low: z.number(), high: z.number() }),
    z.strictObject({ type: z.literal('max-pooling'), size: count, stride: count }),
    z.strictObject({ type: z.literal('average-pooling'), size: count, stride: count }),
    z.strictObject({
      type: z.literal('global-pooling'),
      by: z.array(z.enum(statistics)).min(1).refine(once, onceMessage).readonly(),
      lags: z.array(count).min(1).max(16).readonly().optional(),
    }),
    z.strictObject({
      type: z.literal('attention-pooling'),
      by: z.array(z.enum(attentionStatistics)).min(1).refine(once, onceMessage).readonly(),
    }),
    z.strictObject({ type: z.literal('padding'), before: z.number().int().min(0), after: z.number().int().min(0) }),
    z.strictObject({ type: z.literal('flatten') }),
    z.strictObject({ type: z.literal('dropout'), probability: z.number().min(0).lt(1) }),
    z.strictObject({ type: z.literal('linear'), units: count }),
  ]),
)

const layerSchema = schemaOf<Layer>()(
  z.discriminatedUnion('type', [
    ...plainLayerSchema.options,
    z.strictObject({ type: z.literal('residual'), layers: z.array(plainLayerSchema).min(1).readonly() }),
  ]),
)

const branchSchema = z.strictObject({
  modality: z.enum(modalities),
  layers: z.array(layerSchema),
  frozen: z.boolean(),
  frozenLayers: count.optional(),
})

/** A network as JSON. `planNetwork` checks whether its shapes fit. */
export const networkSchema: z.ZodType<Network, Network> = z
  .strictObject({ name: z.string().min(1).max(200), branches: z.array(branchSchema).min(1), head: z.array(layerSchema).min(1) })
  .refine((network) => new Set(network.branches.map((branch) => branch.modality)).size === network.branches.length, {
    path: ['branches'],
    message: 'Each modality may have one branch only.',
  })

/**
 * Reads a network from a JSON value.
 * @param value anything, for example the result of `JSON.parse`
 * @throws Failure `invalid-argument`, each problem with the layer it concerns, named as `audio.3 (convolution)`
 */
export function parseNetwork(value: unknown): Network {
  const parsed = networkSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${describePath(value, issue.path)}: ${issue.message}`)
  return fail(
    'invalid-argument',
    `The network does not have the right form. ${problems.join('; ')}.`,
    'Compare it with a published network; layers are counted from 0.',
  )
}

/** Describes a path into the JSON in words: `audio.3 (convolution), kernel`. */
function describePath(value: unknown, path: readonly PropertyKey[]): string {
  const [part, first, , fourth] = path
  if (part === 'head' && typeof first === 'number') return describeLayer('head', first, memberAt(value, path.slice(0, 2)), path.slice(2))
  if (part !== 'branches' || typeof first !== 'number') return path.map(String).join('.') || 'network'
  const modality = memberAt(value, ['branches', first, 'modality'])
  const branch = typeof modality === 'string' ? modality : `branches.${first}`
  if (typeof fourth !== 'number') return [branch, ...path.slice(2).map(String)].join('.')
  return describeLayer(branch, fourth, memberAt(value, path.slice(0, 4)), path.slice(4))
}

function describeLayer(branch: string, index: number, layer: unknown, rest: readonly PropertyKey[]): string {
  const [holder, inner] = rest
  if (holder === 'layers' && typeof inner === 'number')
    return describeLayer(`${branch}.${index}`, inner, memberAt(layer, rest.slice(0, 2)), rest.slice(2))
  const type = memberAt(layer, ['type'])
  return [`${branch}.${index} (${typeof type === 'string' ? type : 'no type'})`, ...rest.map(String)].join(', ')
}

function memberAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (holder, key) => (typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined),
    value,
  )
}

import { z } from 'zod'
import { fail } from '../domain/failure'
import { modalities } from '../domain/modality'
import type { Network } from '../domain/network'
import { layerSchema } from './network-layers'

const branchSchema = z.strictObject({
  modality: z.enum(modalities),
  layers: z.array(layerSchema),
  frozen: z.boolean(),
  frozenLayers: z.number().int().min(1).optional(),
  units: z.number().int().min(1).optional(),
})

/** A network as JSON. `planNetwork` checks whether its shapes fit. */
export const networkSchema: z.ZodType<Network, Network> = z
  .strictObject({ name: z.string().min(1).max(200), branches: z.array(branchSchema).min(1), head: z.array(layerSchema).min(1) })
  .refine((network) => new Set(network.branches.map((branch) => branch.modality)).size === network.branches.length, {
    path: ['branches'],
    message: 'Each modality may have one branch only.',
  })

/** The form of a network as a JSON schema (draft 2020-12), for editors and other programs. It does not say whether shapes fit. */
export function networkJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(networkSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
}

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

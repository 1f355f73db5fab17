import { z } from 'zod'
import { nothing, pathSchema } from './common'
import { excerptRuleSchema } from './excerpt-rule'
import { networkSchema } from './network'
import { networkDescriptionSchema } from './training'

/** What is wrong with a network, and the part of its JSON that is concerned. */
export const networkProblemSchema = z.object({
  /** Keys and indices from the outermost value on, such as `branches`, 0, `layers`, 3, `kernel`. */
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
  hint: z.string(),
})
export type NetworkProblem = z.infer<typeof networkProblemSchema>

export const networkCheckSchema = z.object({
  problems: z.array(networkProblemSchema),
  /** Null where there are problems. */
  description: networkDescriptionSchema.nullable(),
})
export type NetworkCheck = z.infer<typeof networkCheckSchema>

/** A network to begin with. */
export const networkExampleSchema = z.object({ name: z.string(), about: z.string(), network: networkSchema })
export type NetworkExample = z.infer<typeof networkExampleSchema>

export const networkFileChannels = {
  /** Shapes and parameters of a network as JSON, or everything that is wrong with it. */
  'network.check': {
    argument: z.object({ network: z.unknown(), excerptRule: excerptRuleSchema.optional() }),
    result: networkCheckSchema,
    anyLibrary: true,
  },
  'network.examples': { argument: nothing, result: z.array(networkExampleSchema), anyLibrary: true },
  /** Writes a network's text as it was edited. */
  'network.save': {
    argument: z.object({ path: pathSchema, text: z.string().max(4_000_000) }),
    result: nothing,
    writes: ['path'],
    anyLibrary: true,
  },
} as const

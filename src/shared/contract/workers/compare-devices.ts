import { z } from 'zod'
import { engineNames } from '../../domain/device'
import { textKindSchema } from '../common'
import { deviceSchema, failedCandidateSchema, timedCandidateSchema } from '../devices'
import { excerptRuleSchema } from '../excerpt-rule'
import { networkSchema } from '../network'

const candidateSchema = z.object({ engine: z.enum(engineNames), device: deviceSchema })

/** Times training steps of a network on made-up samples: what is behind its frozen branches, as in a run. */
export const compareDevicesPayloadSchema = z.object({
  network: networkSchema,
  excerptRule: excerptRuleSchema.optional(),
  vocabularySizes: z.partialRecord(textKindSchema, z.number().int().min(1)),
  batchSize: z.number().int().min(2).max(1024),
  candidates: z.array(candidateSchema).min(1),
})
export type CompareDevicesPayload = z.infer<typeof compareDevicesPayloadSchema>

export const compareDevicesResultSchema = z.object({
  /** The quickest first. */
  compared: z.array(timedCandidateSchema),
  failed: z.array(failedCandidateSchema),
})
export type DeviceComparison = z.infer<typeof compareDevicesResultSchema>

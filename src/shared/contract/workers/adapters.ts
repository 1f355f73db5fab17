import { z } from 'zod'
import { adapterAbsenceSchema, deviceSchema } from '../devices'

/** Looks for adapters of WebGPU: those of the system, or the one that the processor computes with Electron's driver. */
export const adaptersPayloadSchema = z.object({ which: z.enum(['system', 'software']) })

export const adaptersResultSchema = z.object({ adapters: z.array(deviceSchema), absence: adapterAbsenceSchema.nullable() })
export type FoundAdapters = z.infer<typeof adaptersResultSchema>

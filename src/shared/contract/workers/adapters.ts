import { z } from 'zod'
import { deviceSchema } from '../devices'

/** Looks for adapters of WebGPU: those of the system, or the one that the processor computes with Electron's driver. */
export const adaptersPayloadSchema = z.object({ which: z.enum(['system', 'software']) })

/** Why no adapter opens, and what to do about it; nothing to be done: null. */
export const adapterAbsenceSchema = z.object({ reason: z.string(), mend: z.string().nullable() })
export type AdapterAbsence = z.infer<typeof adapterAbsenceSchema>

export const adaptersResultSchema = z.object({ adapters: z.array(deviceSchema), absence: adapterAbsenceSchema.nullable() })
export type FoundAdapters = z.infer<typeof adaptersResultSchema>

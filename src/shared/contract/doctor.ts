import { z } from 'zod'
import { nothing } from './common'

/** 'ok': there and working; 'absent': not there, and the program does without; 'missing': not there, and something cannot be done. */
export const findingSchema = z.object({
  name: z.string(),
  state: z.enum(['ok', 'absent', 'missing']),
  detail: z.string(),
  /** What to do; left out where nothing needs to be done. */
  mend: z.string().optional(),
})
export type Finding = z.infer<typeof findingSchema>

export const doctorChannels = {
  /** Tries what the program is built on, on this machine; changes nothing. The open library's disk is looked at too. */
  'doctor.examine': { argument: nothing, result: z.array(findingSchema), anyLibrary: true },
} as const

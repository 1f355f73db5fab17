import { z } from 'zod'
import { pathSchema } from '../common'

export const peaksPayloadSchema = z.object({
  /** The audio file. */
  path: pathSchema,
  /** Where the peaks are written. */
  cachePath: pathSchema,
  /** Where a WAV file is written that Chromium can play; left out, none is. */
  playableWavPath: pathSchema.optional(),
})
export type PeaksPayload = z.infer<typeof peaksPayloadSchema>

export const peaksResultSchema = z.object({
  cachePath: z.string(),
  peaksPerSecond: z.number().positive(),
  durationSeconds: z.number().positive(),
  /** Pairs of minimum and maximum in the file. */
  pairs: z.number().int().positive(),
  playableWavPath: z.string().nullable(),
})
export type PeaksResult = z.infer<typeof peaksResultSchema>

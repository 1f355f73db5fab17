import { z } from 'zod'
import { tableFormats } from '../domain/table-format'
import { pathSchema, runIdSchema, scaleSchema } from './common'

/** Channels that write a run to a file. */
export const runFileChannels = {
  /** Writes a row for each track: its file, its digest, the set and the fold that it was in, its label and what the run predicted. */
  'runs.export': {
    argument: z.object({ runId: runIdSchema, path: pathSchema, format: z.enum(tableFormats), scale: scaleSchema.default('-1-1') }),
    result: z.object({ path: z.string(), tracks: z.number() }),
    writes: ['path'],
  },
} as const

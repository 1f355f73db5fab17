import { z } from 'zod'
import { pathSchema, runIdSchema } from './common'

/** The runs that a report is about, in its order. */
const chosenRunsSchema = z.array(runIdSchema).min(1, 'name at least one run').max(12)

/** Channels of the report on chosen runs. */
export const reportChannels = {
  /** The report as a page that needs nothing from elsewhere; who has a browser can print it as PDF. */
  'report.render': { argument: z.object({ runIds: chosenRunsSchema }), result: z.object({ title: z.string(), html: z.string() }) },
  /** Writes that page. */
  'report.runs': {
    argument: z.object({ runIds: chosenRunsSchema, path: pathSchema }),
    result: z.object({ path: z.string() }),
    writes: ['path'],
  },
} as const

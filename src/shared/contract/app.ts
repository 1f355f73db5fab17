import { z } from 'zod'
import { nothing, pathSchema, scaleSchema } from './common'
import { excerptRuleSchema } from './excerpt-rule'
import { jobSchema } from './jobs'

const settingsFields = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  scale: scaleSchema,
  /** Written into every label placed by hand. */
  author: z.string(),
  matchLoudness: z.boolean(),
  /** The excerpt rule that Annotate draws; null: that of the newest dataset. */
  drawnRule: excerptRuleSchema.nullable(),
})
/** The settings of one change. Those that it leaves out stay as they are; defaults here would reset them. */
export const settingsChangeSchema = settingsFields.partial()
const { theme, scale, author, matchLoudness, drawnRule } = settingsFields.shape
export const settingsSchema = z.object({
  theme: theme.default('system'),
  scale: scale.default('-1-1'),
  author: author.default(''),
  matchLoudness: matchLoudness.default(true),
  drawnRule: drawnRule.default(null),
})
export type Settings = z.infer<typeof settingsSchema>

export const appInfoSchema = z.object({
  version: z.string(),
  electron: z.string(),
  node: z.string(),
  chromium: z.string(),
  platform: z.string(),
  sandboxed: z.boolean(),
  processorCount: z.number(),
})

/** A longer entry is cut, so that a faulty page cannot fill the log. */
export const longestLogEntry = 20_000

const fileFilterSchema = z.object({ name: z.string(), extensions: z.array(z.string()) })

/** Answered by the main process itself; everything else is answered by the services. */
export const appChannels = {
  'app.info': { argument: nothing, result: appInfoSchema },
  'app.diagnostics': { argument: nothing, result: z.string() },
  /** Asks for a folder; with `create` one to write into. */
  'app.chooseFolder': { argument: z.object({ title: z.string(), create: z.boolean() }), result: z.string().nullable() },
  'app.chooseFile': { argument: z.object({ title: z.string(), filters: z.array(fileFilterSchema) }), result: z.string().nullable() },
  /** Asks where a file shall be saved. */
  'app.chooseSave': {
    argument: z.object({ title: z.string(), defaultName: z.string(), filters: z.array(fileFilterSchema) }),
    result: z.string().nullable(),
  },
  'app.showInFolder': { argument: z.object({ path: pathSchema }), result: nothing },
  /** Takes an entry for the log file: what went wrong in the window itself. */
  'app.log': { argument: z.object({ entry: z.string().max(longestLogEntry) }), result: nothing },
  /** Prints a page that needs nothing from elsewhere as PDF. */
  'app.writePdf': { argument: z.object({ html: z.string(), path: pathSchema }), result: nothing, writes: ['path'] },
  'app.copyText': { argument: z.object({ text: z.string() }), result: nothing },
} as const

export const serviceAppChannels = {
  'settings.get': { argument: nothing, result: settingsSchema, anyLibrary: true },
  'settings.set': { argument: settingsChangeSchema, result: settingsSchema, anyLibrary: true },
  'jobs.list': { argument: nothing, result: z.array(jobSchema), anyLibrary: true },
  'jobs.cancel': { argument: z.object({ jobId: z.string() }), result: z.boolean(), anyLibrary: true },
} as const

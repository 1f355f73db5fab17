import { z } from 'zod'
import { runIdSchema } from './common'
import { jobSchema } from './jobs'
import { undoStateSchema } from './labels'
import { libraryInfoSchema } from './library'
import { failureSchema } from './result'
import { epochSchema, runSchema } from './training'

/** Parts of the library that views watch. */
export const topics = [
  'library',
  'tracks',
  'labels',
  'tags',
  'datasets',
  'embeddings',
  'backbones',
  'runs',
  'searches',
  'models',
  'predictions',
  'settings',
] as const
export const topicSchema = z.enum(topics)
export type Topic = z.infer<typeof topicSchema>

/** What the program sends to the window on its own. */
export const appEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), job: jobSchema }),
  z.object({ type: z.literal('changed'), topics: z.array(topicSchema) }),
  /** Another library was opened, or the open one was closed; what "changed" says afterwards is about the new one. */
  z.object({ type: z.literal('library'), library: libraryInfoSchema.nullable() }),
  z.object({ type: z.literal('epoch'), runId: runIdSchema, epoch: epochSchema }),
  z.object({ type: z.literal('run'), run: runSchema }),
  z.object({ type: z.literal('undo'), state: undoStateSchema }),
  /** What a person should read while work goes on, such as that a run goes on with another device. */
  z.object({ type: z.literal('notice'), text: z.string() }),
  /** What failed outside every call and job. */
  z.object({ type: z.literal('failure'), failure: failureSchema }),
  /** A menu command, such as "undo" or "view.tags", for the window to carry out. */
  z.object({ type: z.literal('command'), command: z.string() }),
])
export type AppEvent = z.infer<typeof appEventSchema>

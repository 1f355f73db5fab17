import { z } from 'zod'
import { idSchema, nothing } from './common'
import { adapterAbsenceSchema, batchSuggestionSchema, deviceChoiceSchema, offeredDeviceSchema } from './devices'
import { startedJobSchema } from './jobs'
import { trainingSettingsSchema } from './training-settings'

/** What a run would train: a question of devices depends on network and batch. */
const deviceQuestionSchema = z.object({ datasetId: idSchema, settings: trainingSettingsSchema })
export type DeviceQuestion = z.output<typeof deviceQuestionSchema>

export const deviceChannels = {
  /** What this machine can train on. */
  'devices.list': { argument: nothing, result: z.array(offeredDeviceSchema), anyLibrary: true },
  /** The same, and why WebGPU has no GPU where it has none; `again` looks anew. */
  'devices.find': {
    argument: z.object({ again: z.boolean().default(false) }),
    result: z.object({ devices: z.array(offeredDeviceSchema), absence: adapterAbsenceSchema.nullable() }),
    anyLibrary: true,
  },
  /** Times steps of the network on each engine and device, and remembers them for `auto`; its job's value is `comparedDevicesSchema`. */
  'devices.compare': { argument: deviceQuestionSchema, result: startedJobSchema },
  /** What `auto` remembers of the network on this machine; null where it would compare. */
  'devices.remembered': { argument: deviceQuestionSchema, result: deviceChoiceSchema.nullable() },
  /** A larger batch that would fill the GPU; null where there is none, and where nobody knows its memory. */
  'devices.suggestBatch': { argument: deviceQuestionSchema, result: batchSuggestionSchema.nullable() },
} as const

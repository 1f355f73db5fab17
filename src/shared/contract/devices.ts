import { z } from 'zod'
import type { LostDevice } from '../domain/computed-on'
import { type Device, deviceKinds, engineNames, type OfferedDevice } from '../domain/device'
import type { ComputedStretch, DeviceChoice, TimedCandidate } from '../domain/device-choice'

/** What trains: one of the engines, or `auto` for the fastest. */
export const engines = ['auto', ...engineNames] as const
export const engineSchema = z.enum(engines)

const deviceShape = {
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(deviceKinds),
  vendor: z.string().optional(),
  driver: z.string().optional(),
  memoryBytes: z.number().positive().optional(),
  maxBufferBytes: z.number().positive().optional(),
  software: z.boolean().optional(),
}

/** Runs of earlier versions kept id, name and kind alone. */
export const deviceSchema: z.ZodType<Device, Device> = z.object(deviceShape)

/** A wish for a device: its id, kind or name, or `auto`. */
export const deviceWishSchema = z.string().trim().min(1)

/** What a run goes on with by itself, from its last checkpoint, when its device is lost or gone; `none`: it breaks off. */
export const fallbacks = ['none', 'cpu'] as const
export const fallbackSchema = z.enum(fallbacks)
export type Fallback = z.infer<typeof fallbackSchema>

export const lostDeviceSchema: z.ZodType<LostDevice, LostDevice> = z.object({
  how: z.enum(['lost', 'gone']),
  device: z.string(),
  epoch: z.number().int().nonnegative(),
  reason: z.string(),
})

export const offeredDeviceSchema: z.ZodType<OfferedDevice, OfferedDevice> = z.object({
  ...deviceShape,
  engines: z.array(z.enum(engineNames)),
})

export const timedCandidateSchema: z.ZodType<TimedCandidate, TimedCandidate> = z.object({
  engine: z.enum(engineNames),
  device: deviceSchema,
  millisecondsAStep: z.number().nonnegative(),
})

export const deviceChoiceSchema: z.ZodType<DeviceChoice, DeviceChoice> = z.object({
  reason: z.string(),
  remembered: z.boolean(),
  compared: z.array(timedCandidateSchema),
})

export const computedStretchSchema: z.ZodType<ComputedStretch, ComputedStretch> = z.object({
  fromEpoch: z.number().int().positive(),
  engine: z.enum(engineNames),
  device: deviceSchema,
  choice: deviceChoiceSchema.optional(),
})

/** Why no adapter of WebGPU opens, and what to do about it; nothing to be done: null. */
export const adapterAbsenceSchema = z.object({ reason: z.string(), mend: z.string().nullable() })
export type AdapterAbsence = z.infer<typeof adapterAbsenceSchema>

/** An engine on a device that could not compute a step, and why. */
export const failedCandidateSchema = z.object({ engine: z.enum(engineNames), device: deviceSchema, reason: z.string() })
export type FailedCandidate = z.infer<typeof failedCandidateSchema>

/** The value of a comparison's job. */
export const comparedDevicesSchema = z.object({ choice: deviceChoiceSchema, failed: z.array(failedCandidateSchema) })
export type ComparedDevices = z.infer<typeof comparedDevicesSchema>

/** A batch size that fills a device, and why in one or two sentences. */
export const batchSuggestionSchema = z.object({ device: z.string(), batchSize: z.number().int().positive(), reason: z.string() })
export type BatchSuggestion = z.infer<typeof batchSuggestionSchema>

import { z } from 'zod'
import { type Device, deviceKinds, engineNames, type OfferedDevice } from '../domain/device'
import { nothing } from './common'

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

export const offeredDeviceSchema: z.ZodType<OfferedDevice, OfferedDevice> = z.object({
  ...deviceShape,
  engines: z.array(z.enum(engineNames)),
})

export const deviceChannels = {
  /** What this machine can train on. */
  'devices.list': { argument: nothing, result: z.array(offeredDeviceSchema) },
} as const

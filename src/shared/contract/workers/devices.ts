import { z } from 'zod'
import { deviceSchema, offeredDeviceSchema } from '../devices'

export const devicesPayloadSchema = z.object({ adapters: z.array(deviceSchema).default([]) })
export const devicesResultSchema = z.object({ devices: z.array(offeredDeviceSchema) })
export type DevicesResult = z.infer<typeof devicesResultSchema>

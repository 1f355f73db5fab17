import { z } from 'zod'
import { offeredDeviceSchema } from '../devices'

export const devicesPayloadSchema = z.object({})
export const devicesResultSchema = z.object({ devices: z.array(offeredDeviceSchema) })
export type DevicesResult = z.infer<typeof devicesResultSchema>

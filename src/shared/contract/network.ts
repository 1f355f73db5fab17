import { z } from 'zod'
import { normalisations } from '../domain/network'
import { modalitySchema } from './common'

const whole = z.number().int().positive()

export const layerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('normalisation'), by: z.enum(normalisations) }),
  z.object({ type: z.literal('embedding'), size: whole, trained: z.boolean() }),
  z.object({ type: z.literal('convolution'), filters: whole, kernel: whole, stride: whole }),
  z.object({ type: z.literal('batch-normalisation') }),
  z.object({ type: z.literal('relu') }),
  z.object({ type: z.literal('max-pooling'), size: whole, stride: whole }),
  z.object({ type: z.literal('average-pooling'), size: whole, stride: whole }),
  z.object({ type: z.literal('flatten') }),
  z.object({ type: z.literal('dropout'), probability: z.number().min(0).max(0.95) }),
  z.object({ type: z.literal('linear'), units: whole }),
])

/** The JSON form of a network; user-defined networks are files of it. */
export const networkSchema = z.object({
  name: z.string().min(1),
  branches: z.array(z.object({ modality: modalitySchema, layers: z.array(layerSchema).min(1), frozen: z.boolean() })).min(1),
  head: z.array(layerSchema).min(1),
})

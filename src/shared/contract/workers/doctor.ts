import { z } from 'zod'

/** Native parts that are tried in a process of their own, because a broken one may take its process with it. */
export const triedParts = ['tensorflow', 'onnxruntime'] as const
export const doctorPayloadSchema = z.object({ part: z.enum(triedParts) })
export type TriedPart = z.infer<typeof doctorPayloadSchema>['part']

/** What was found, in words. */
export const doctorResultSchema = z.object({ detail: z.string() })

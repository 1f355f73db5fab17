import { z } from 'zod'
import { labelSources } from '../domain/label'
import { modalities, textKinds } from '../domain/modality'
import { scales } from '../domain/plane'

export const coordinateSchema = z.number().min(-1).max(1)
/** A coordinate of a label; null where its dimension is unknown. */
export const labelCoordinateSchema = coordinateSchema.nullable()
export const pointSchema = z.object({ valence: coordinateSchema, arousal: coordinateSchema })
export const scaleSchema = z.enum(scales)
export const modalitySchema = z.enum(modalities)
export const labelSourceSchema = z.enum(labelSources)
export const quadrantSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export const idSchema = z.number().int().positive()
/** Names a run, and its folder in the library: therefore a UUID and nothing else. */
export const runIdSchema = z.uuid('the id of a run is wanted, a UUID')
export const textKindSchema = z.enum(textKinds)
/** An absolute path on the user's disk. */
export const pathSchema = z.string().min(1, 'a path is wanted')
export const nothing = z.null()
/** Typed arrays cross processes as they are. */
export const float32Schema = z.instanceof(Float32Array)
export const float64Schema = z.instanceof(Float64Array)
export const int32Schema = z.instanceof(Int32Array)
export const uint8Schema = z.instanceof(Uint8Array)
export const quadrantCountsSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])

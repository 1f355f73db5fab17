import { z } from 'zod'
import type { LabelPair } from '../domain/label-moves'
import { float64Schema, idSchema, int32Schema, pathSchema, scaleSchema } from './common'
import { schemeSchema } from './schemes'

/** Labels from tags: those of a version, or those that a scheme would give now. */
export const labelSideSchema = z.union([z.object({ versionId: idSchema }), z.object({ scheme: schemeSchema })])
export type LabelSide = z.infer<typeof labelSideSchema>

const pointsSchema = z.object({ valence: float64Schema, arousal: float64Schema })
const pairSchema: z.ZodType<LabelPair> = z.object({ trackIds: int32Schema, before: pointsSchema, after: pointsSchema })
const sides = z.object({ before: labelSideSchema, after: labelSideSchema })

export const labelMoveChannels = {
  /** The labels of two versions, or of a version and a draft, for every track that either labels. */
  'labels.pair': { argument: sides, result: pairSchema },
  /** Writes every track that moves, loses or gains its label as CSV. */
  'labels.exportMoved': {
    argument: sides.extend({ path: pathSchema, scale: scaleSchema }),
    result: z.object({ path: z.string(), moved: z.number() }),
    writes: ['path'],
  },
} as const

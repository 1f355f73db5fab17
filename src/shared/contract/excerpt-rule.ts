import { z } from 'zod'
import { levels, longestExcerptSeconds, shortestExcerptSeconds } from '../domain/excerpt-rule'

/** How a track becomes an excerpt; the default is the rule of the study. */
export const excerptRuleSchema = z
  .object({
    lengthSeconds: z.number().min(shortestExcerptSeconds).max(longestExcerptSeconds),
    segmentSeconds: z.number().min(0.1).max(longestExcerptSeconds),
    keptSegmentSeconds: z.number().min(0.1).max(longestExcerptSeconds),
    level: z.enum(levels).optional(),
  })
  .refine(({ segmentSeconds, keptSegmentSeconds }) => keptSegmentSeconds <= segmentSeconds, {
    message: 'no more can be kept of a segment than it is long',
    path: ['keptSegmentSeconds'],
  })

import { defaultExcerptRule, type ExcerptRule, keepsEverySecond } from './excerpt-rule'
import { coefficientCount, leftPaddingSamples, sampleRate, windowSamples } from './feature-constants'

/** A run of samples of an excerpt, from its first sample on. */
export interface SampleRange {
  readonly start: number
  readonly end: number
}

/** What follows from an excerpt rule, in samples at 22,050 Hz and in windows of the MFCC. */
export interface ExcerptShape {
  /** Samples of the range that is taken from a track. */
  readonly sourceSamples: number
  /** The parts that are kept of it, in order. */
  readonly kept: readonly SampleRange[]
  readonly keptSamples: number
  /** Windows of an excerpt; librosa's count with centred frames. */
  readonly frameCount: number
  /** Zeros after the last sample that complete the last window. */
  readonly rightPaddingSamples: number
  /** Numbers of an excerpt's MFCC: [coefficientCount, frameCount]. */
  readonly mfccLength: number
}

/** The samples and windows that a rule gives. @param rule 5…120 s, kept ≤ segment */
export function shapeOfRule(rule: ExcerptRule = defaultExcerptRule): ExcerptShape {
  const sourceSamples = Math.round(rule.lengthSeconds * sampleRate)
  const kept = keptOf(rule, sourceSamples)
  const keptSamples = kept.reduce((sum, { start, end }) => sum + end - start, 0)
  const frameCount = 1 + Math.floor((keptSamples + 2 * leftPaddingSamples - windowSamples) / windowSamples)
  const rightPaddingSamples = frameCount * windowSamples - keptSamples - leftPaddingSamples
  return { sourceSamples, kept, keptSamples, frameCount, rightPaddingSamples, mfccLength: coefficientCount * frameCount }
}

function keptOf(rule: ExcerptRule, sourceSamples: number): SampleRange[] {
  if (keepsEverySecond(rule)) return [{ start: 0, end: sourceSamples }]
  const segments = Math.ceil(rule.lengthSeconds / rule.segmentSeconds)
  return Array.from({ length: segments }, (_, segment) => {
    const start = Math.min(sourceSamples, Math.round(segment * rule.segmentSeconds * sampleRate))
    return { start, end: Math.min(sourceSamples, start + Math.round(rule.keptSegmentSeconds * sampleRate)) }
  })
}

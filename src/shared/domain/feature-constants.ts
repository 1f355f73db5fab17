import { excerptSourceSeconds, keptSegmentSeconds, segmentSeconds } from '@shared/domain/excerpt-rule'

export { excerptSourceSeconds, keptSegmentSeconds, segmentSeconds }

/** Samples a second of everything that becomes features. */
export const sampleRate = 22_050

export const keptSegmentSamples = keptSegmentSeconds * sampleRate
/** Segments of an excerpt; the last is cut after its kept part (14 × 5 s + 3 s = 73 s). */
export const segmentCount = Math.ceil(excerptSourceSeconds / segmentSeconds)
/** Samples that are kept of an excerpt: 45 s. */
export const keptSamples = segmentCount * keptSegmentSamples

/** Samples of a window and from one window to the next: 30 ms. */
export const windowSamples = 661
/** Zeros before the first sample, so that the first window is centred on it. */
export const leftPaddingSamples = Math.floor(windowSamples / 2)
/** Windows of an excerpt; librosa's count with centred frames. */
export const frameCount = 1 + Math.floor((keptSamples + 2 * leftPaddingSamples - windowSamples) / windowSamples)
/** Zeros after the last sample that complete the last window. */
export const rightPaddingSamples = frameCount * windowSamples - keptSamples - leftPaddingSamples
export const melBandCount = 128
export const coefficientCount = 20
/** Smallest power of a mel band, before the logarithm. */
export const powerFloor = 1e-10
/** Dynamic range below an excerpt's loudest mel band, in dB; everything below it is raised to it. */
export const dynamicRangeDecibels = 80

/** Numbers of one excerpt's MFCC: [coefficientCount, frameCount]. */
export const mfccLength = coefficientCount * frameCount

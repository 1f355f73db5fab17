import { createHash } from 'node:crypto'
import type { DatasetSettings } from '@shared/contract/datasets'
import type { DatasetSample } from '@shared/domain/dataset-sample'
import { defaultExcerptRule, isSameRule, levelOf, withLevel } from '@shared/domain/excerpt-rule'
import type { DatasetTrack, ReadableTrack } from '../../store/datasets'

/**
 * SHA-256 of what makes a dataset: its settings but the name and the filter, its tracks with their sets and labels, and every sample with
 * its excerpt and label. Tracks are named by content where they have audio, and excerpts by their times, so that it holds in another
 * library too.
 * @returns hexadecimal digits
 */
export function digestOfDataset(
  settings: DatasetSettings,
  tracks: readonly (Pick<ReadableTrack, 'digest' | 'externalId'> & DatasetTrack)[],
  samples: readonly DatasetSample[],
): string {
  const { shares, groupBy, seed, modalities, textVariation, excerpts, excerptRule } = settings
  const index = new Map(tracks.map(({ trackId }, row) => [trackId, row]))
  const canonical = {
    groupBy,
    modalities: [...modalities].sort(),
    seed,
    shares: [shares.train, shares.validation, shares.test],
    excerpts,
    // Left out for the study's rule, so that naming it changes nothing.
    ...(!isSameRule(excerptRule, defaultExcerptRule) && { excerptRule: withLevel(excerptRule, levelOf(excerptRule)) }),
    textVariation: samples.some(({ augmentationSeed }) => augmentationSeed !== null) ? textVariation : null,
    tracks: tracks.map(({ trackId, digest, externalId, split, valence, arousal, source }) => [
      digest ?? externalId ?? trackId,
      split,
      valence,
      arousal,
      source,
    ]),
    samples: samples.map(({ trackId, split, copy, startSeconds, endSeconds, valence, arousal, augmentationSeed }) => [
      index.get(trackId),
      split,
      copy,
      startSeconds,
      endSeconds,
      valence,
      arousal,
      augmentationSeed,
    ]),
  }
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}

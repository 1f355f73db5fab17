/**
 * Versions of the stages between a file and its MFCC. They are part of the path of every cached feature, so that another version makes
 * features anew and never serves old numbers. The settings of the pipeline (`feature-constants.ts`) are part of it by themselves.
 */
export interface FeatureStages {
  /**
   * Raise it when our own code gives other samples for the same file: what is repaired of a decoder's output, which bytes it gets,
   * how channels are mixed, which part of a track an excerpt takes.
   */
  readonly decoding: number
  /** Raise it when `resample` gives other samples for the same input. */
  readonly resampler: number
  /** Raise it when the MFCC graph or its weights change. */
  readonly frontEnd: number
  /**
   * Versions of the packages that decode, as package.json pins them: a test compares the two. Files that the system's ffmpeg decodes
   * are left out: it is known only where it runs, and a library moves between machines.
   */
  readonly decoders: Readonly<Record<string, string>>
}

/** The stages of this program; tests/main/audio/feature-stages.test.ts fails when an output changes while its version does not. */
export const featureStages: FeatureStages = {
  decoding: 1,
  resampler: 1,
  frontEnd: 1,
  decoders: {
    '@audio/decode-aiff': '1.3.0',
    '@audio/decode-flac': '1.3.5',
    '@audio/decode-mp3': '1.3.1',
    '@audio/decode-opus': '1.3.3',
    '@audio/decode-vorbis': '1.3.4',
    '@audio/decode-wav': '1.5.1',
  },
}

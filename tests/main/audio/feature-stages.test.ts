import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { featurePath } from '@main/audio/feature-cache'
import { featureStages, type FeatureStages } from '@main/audio/feature-stages'
import { mfccGraph } from '@main/audio/mfcc-graph'
import { resample } from '@main/audio/resample'
import { sampleRate } from '@shared/domain/feature-constants'
import { encodeModel } from '@main/onnx/encode-model'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { audioFixture } from '../../helpers/audio-fixtures'
import { decodeFile } from '../../helpers/decode-file'

const key = { digest: 'ab'.repeat(32), startSeconds: null }
/** Digests of what each stage gives, by the stage and its version. */
const golden = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(audioFixture('stages-golden.json'), 'utf8')))

function digestOf(parts: readonly (Uint8Array | Float32Array)[]): string {
  const hash = createHash('sha256')
  for (const { buffer, byteOffset, byteLength } of parts) hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('hex').slice(0, 16)
}

/** Noise that a small generator makes alike everywhere. */
function noise(length: number): Float32Array {
  let state = 1
  return Float32Array.from({ length }, () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5)
}

describe('the path of a cached feature', () => {
  it.each<[string, Partial<FeatureStages>]>([
    ['our decoding', { decoding: featureStages.decoding + 1 }],
    ['the resampler', { resampler: featureStages.resampler + 1 }],
    ['the front end', { frontEnd: featureStages.frontEnd + 1 }],
    ['a package that decodes', { decoders: { ...featureStages.decoders, '@audio/decode-mp3': '99.0.0' } }],
  ])('changes with the version of %s', (_, change) => {
    const present = featurePath('features', key)
    expect(featurePath('features', key, featureStages)).toBe(present)
    expect(featurePath('features', key, { ...featureStages, ...change })).not.toBe(present)
  })
})

describe('the versions of the stages', () => {
  it('name every package that decodes, as package.json pins it', () => {
    const packageJson = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
    const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(packageJson))
    const pinned = Object.fromEntries(Object.entries(dependencies).filter(([name]) => name.startsWith('@audio/decode-')))
    expect(featureStages.decoders).toEqual(pinned)
  })

  // A failure below means that cached features no longer equal new ones: raise the version in feature-stages.ts, then add the new digest.
  it.each([
    ['tone.mp3', '@audio/decode-mp3'],
    ['tone.flac', '@audio/decode-flac'],
    ['tone.ogg', '@audio/decode-vorbis'],
    ['tone.opus', '@audio/decode-opus'],
    ['tone.wav', '@audio/decode-wav'],
    ['tone.aiff', '@audio/decode-aiff'],
    ['tone-8-bit.aiff', '@audio/decode-aiff'],
  ])('change with what decoding makes of %s', async (name, decoder) => {
    const { channels } = await decodeFile(audioFixture(name))
    const stage = `${name}, decoding ${featureStages.decoding}, ${decoder} ${featureStages.decoders[decoder] ?? ''}`
    expect({ [stage]: golden[stage] }).toEqual({ [stage]: digestOf(channels) })
  })

  it('change with what the resampler gives', () => {
    const samples = noise(5000)
    const resampled = [8_000, 44_100, 48_000, 96_000].map((rate) => resample(samples, rate, sampleRate))
    const stage = `resampler ${featureStages.resampler}`
    expect({ [stage]: golden[stage] }).toEqual({ [stage]: digestOf(resampled) })
  })

  it('change with the graph of the front end', () => {
    const stage = `front end ${featureStages.frontEnd}`
    expect({ [stage]: golden[stage] }).toEqual({ [stage]: digestOf([encodeModel(mfccGraph(), {})]) })
  })
})

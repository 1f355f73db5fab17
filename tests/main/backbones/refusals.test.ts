import { describe, expect, it } from 'vitest'
import { frontGraph } from '@main/backbones/front-graph'
import { backboneCardSchema } from '@shared/contract/backbone-card'
import { encodeModel } from '@main/onnx/encode-model'
import { madeUpBackbone, madeUpCard, type WrittenCard } from '../../helpers/backbones'
import { backboneFixture } from '../../helpers/backbone-fixtures'

const rule = { lengthSeconds: 5, segmentSeconds: 5, keptSegmentSeconds: 5 }
const front = (bytes: Uint8Array, card: WrittenCard = madeUpCard()) =>
  frontGraph({ bytes, card: backboneCardSchema.parse(card), name: 'other.onnx' }, rule)
const input = { kind: 'waveform', sampleRate: 16_000 } as const

describe('a file that cannot be a backbone is refused in words', () => {
  it.each([
    ['external', 'file-invalid', /keeps its numbers in another file \(weights\.bin\)/u],
    ['function', 'unsupported', /defines functions of its own/u],
    ['domain', 'unsupported', /its operator com\.microsoft\.Gelu is no standard one/u],
    ['two inputs', 'unsupported', /wants 2 inputs \(x, state\)/u],
    ['half', 'unsupported', /input x of float16; float32 is wanted/u],
    ['resize', 'unsupported', /its operator Upsample, which changed between versions 9 and 18/u],
    ['sparse', 'unsupported', /holds sparse constants/u],
    ['batch of four', 'invalid-argument', /input x has 4 along batch, where 1 is given/u],
    ['short', 'invalid-argument', /input x wants 15600 samples; by the card there are 80000 at 16000 Hz/u],
  ] as const)('%s', (name, code, message) => {
    expect(() => front(backboneFixture(name).bytes)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })

  it('bytes that are no ONNX file', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array([1, 2, 3]), Buffer.from('no model at all')])
      expect(() => front(bytes)).toThrow(/is no ONNX model/u)
  })
})

describe('a card that does not fit its file is refused in words', () => {
  const bytes = encodeModel(madeUpBackbone(), {})
  it.each<[string, Partial<WrittenCard>, RegExp]>([
    ['another input', { input: { ...input, name: 'audio' } }, /it has no input audio; it has x/u],
    ['another number of axes', { input: { ...input, axes: ['batch', 'channel', 'samples'] } }, /has 2 axes \(\? × \?\); the card names 3/u],
    ['another output', { output: { name: 'z' } }, /it has no output z, and no edge of that name; its outputs are y/u],
    ['another number of axes of the output', { output: { axes: ['batch', 'time', 'units'] } }, /output y has 2 axes; the card names 3/u],
    [
      'a rate without a short ratio to ours',
      { input: { ...input, sampleRate: 16_001 } },
      /Audio at 22050 Hz cannot become audio at 16001 Hz/u,
    ],
  ])('%s', (_name, changes, message) => {
    expect(() => front(bytes, madeUpCard(changes))).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }))
  })

  it('another number of bands or frames', () => {
    const mel = {
      kind: 'mel',
      sampleRate: 16_000,
      fftSize: 400,
      windowSamples: 400,
      hopSamples: 160,
      bands: 20,
      log: { unit: 'db' },
    } as const
    const of = (dims: readonly (number | string)[], bands: number) =>
      front(encodeModel(madeUpBackbone(dims), {}), madeUpCard({ input: { ...mel, bands } }))
    expect(() => of(['n', 20, 'frames'], 64)).toThrow(/input x has 20 bands; the card says 64/u)
    expect(() => of(['n', 20, 1000], 20)).toThrow(/input x wants 1000 frames; by the card there are 501 at 16000 Hz/u)
  })
})

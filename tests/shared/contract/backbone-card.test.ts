import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backboneCardSchema, exampleCard, parseBackboneCard } from '@shared/contract/backbone-card'
import { madeUpCard } from '../../helpers/backbones'

const mel = { kind: 'mel', sampleRate: 16_000, fftSize: 512, windowSamples: 400, hopSamples: 160, bands: 64, log: { unit: 'db' } }

describe('a card of a backbone', () => {
  it('fills in what is usual', () => {
    expect(parseBackboneCard(madeUpCard(), 'card.json')).toMatchObject({
      input: { windows: null, axes: ['batch', 'samples'] },
      output: {},
      pooling: 'mean',
    })
    expect(parseBackboneCard({ ...madeUpCard(), input: mel }, 'card.json').input).toMatchObject({
      ...{ window: 'hann', framing: 'centred', lowHz: 0, highHz: null, scale: 'slaney', norm: 'slaney', power: 2 },
      log: { unit: 'db', floor: 1e-10, reference: 'one', range: null },
      axes: ['batch', 'bands', 'frames'],
    })
  })

  it('has one example, in the window and in the pages', () => {
    const page = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8')
    const [, shown = ''] = /## Backbone\n[\s\S]*?```json\n([\s\S]*?)```/u.exec(page) ?? []
    expect(JSON.parse(shown)).toEqual(exampleCard)
  })

  it.each([
    ['no licence', { ...madeUpCard(), licence: undefined }, /licence/u],
    ['an unknown field', { ...madeUpCard(), author: 'me' }, /author/u],
    ['another kind', { ...madeUpCard(), input: { kind: 'image' } }, /input\.kind/u],
    ['a window longer than its transform', { ...madeUpCard(), input: { ...mel, windowSamples: 800 } }, /must not exceed fftSize \(512\)/u],
    ['bands above half the rate', { ...madeUpCard(), input: { ...mel, highHz: 9000 } }, /must not exceed half of sampleRate \(8000\)/u],
    ['an empty range', { ...madeUpCard(), input: { ...mel, lowHz: 900, highHz: 800 } }, /lowHz \(900\) must be below highHz \(800\)/u],
    ['a logarithm of silence', { ...madeUpCard(), input: { ...mel, log: { unit: 'ln' } } }, /silence has no logarithm/u],
    ['axes without bands', { ...madeUpCard(), input: { ...mel, axes: ['batch', 'frames'] } }, /must hold bands and frames/u],
    ['an axis twice', { ...madeUpCard(), input: { ...mel, axes: ['batch', 'batch', 'bands', 'frames'] } }, /each axis once/u],
  ])('is refused with %s', (_name, card, message) => {
    expect(() => parseBackboneCard(card, 'card.json')).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    expect(() => parseBackboneCard(card, 'card.json')).toThrow(message)
  })

  it('is the same after it was written and read again', () => {
    const seconds = fc.integer({ min: 1, max: 12_000 }).map((hundredths) => hundredths / 100)
    const windows = fc.option(fc.record({ lengthSeconds: seconds, hopSeconds: seconds }))
    const rate = fc.integer({ min: 4000, max: 192_000 })
    const waveform = fc.record({ kind: fc.constant('waveform' as const), sampleRate: rate, windows })
    const log = fc.oneof(
      fc.record({ unit: fc.constant('db' as const), range: fc.option(fc.integer({ min: 1, max: 120 })) }),
      fc.record({ unit: fc.constantFrom('ln' as const, 'log10' as const), offset: fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000) }),
      fc.constant({ unit: 'none' as const }),
    )
    const bands = fc.record({
      ...{ kind: fc.constant('mel' as const), sampleRate: rate, windows, log },
      ...{ fftSize: fc.constant(512), windowSamples: fc.integer({ min: 1, max: 512 }), hopSamples: fc.integer({ min: 1, max: 512 }) },
      ...{ bands: fc.integer({ min: 1, max: 512 }), scale: fc.constantFrom('slaney' as const, 'htk' as const) },
    })
    fc.assert(
      fc.property(
        fc.oneof(waveform, bands),
        fc.constantFrom('mean' as const, 'mean+deviation' as const, 'maximum' as const),
        (input, pooling) => {
          const card = backboneCardSchema.parse(madeUpCard({ input, pooling }))
          expect(parseBackboneCard(JSON.parse(JSON.stringify(card)), 'card.json')).toEqual(card)
        },
      ),
      { numRuns: 50 },
    )
  })
})

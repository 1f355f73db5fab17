import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coefficientCount } from '@shared/domain/feature-constants'
import { createRandom } from '@shared/domain/random'
import { summariseExcerpt, summaryBlocks, summaryCount, writeSummaries } from '@main/baselines/summary-blocks'
import { createGraphBuilder } from '@main/engines/onnx/graph-builder'
import { encodeModel } from '@main/onnx/encode-model'
import { float32Output, openSession, type Session } from '@main/onnx/session'

const frames = 37

/** A graph of the summary features alone. */
function summaryGraph(): Uint8Array {
  const graph = createGraphBuilder()
  const mfcc = graph.input('mfcc', ['n', coefficientCount, frames])
  graph.output('summaries', writeSummaries(graph, { mfcc, waveform: '', power: '', frames }), ['n', summaryCount])
  return encodeModel(graph.build('summaries'), {})
}

describe('the graph of the summary features', () => {
  let session: Session
  beforeAll(async () => {
    session = await openSession(summaryGraph())
  })
  afterAll(() => session.dispose())
  const inGraph = async (excerpts: readonly Float32Array[]): Promise<Float32Array> => {
    const data = Float32Array.from(excerpts.flatMap((excerpt) => [...excerpt]))
    const dims = [excerpts.length, coefficientCount, frames]
    return float32Output(await session.run({ mfcc: { elementType: 'float32', dims, data } }), 'summaries')
  }
  const wanted = (excerpts: readonly Float32Array[]): number[] =>
    excerpts.flatMap((mfcc) => [...summariseExcerpt({ mfcc, coefficients: coefficientCount })].map(Math.fround))

  it('gives the numbers that baselines learn from, rounded alike', async () => {
    const random = createRandom(3)
    const noise = Float32Array.from({ length: coefficientCount * frames }, () => 40 * random.normal())
    const silence = new Float32Array(coefficientCount * frames).fill(-100)
    const ramp = Float32Array.from({ length: coefficientCount * frames }, (_, index) => index % frames)
    const found = await inGraph([noise, silence, ramp])
    expect([...found.subarray(0, summaryCount)]).toEqual(wanted([noise]))
    // Skewness of a symmetric coefficient is rounding, on whichever side of 0.
    wanted([noise, silence, ramp]).forEach((value, index) => expect(Math.abs((found[index] ?? NaN) - value)).toBeLessThan(1e-12))
  })

  it('does so for whatever excerpt', async () => {
    const excerpt = fc
      .array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: coefficientCount * frames, maxLength: coefficientCount * frames })
      .map((numbers) => Float32Array.from(numbers, (number) => number / 1000))
    await fc.assert(
      fc.asyncProperty(fc.array(excerpt, { minLength: 1, maxLength: 3 }), async (excerpts) => {
        const found = await inGraph(excerpts)
        wanted(excerpts).forEach((value, index) =>
          expect(Math.abs((found[index] ?? NaN) - value)).toBeLessThan(1e-5 * (1 + Math.abs(value))),
        )
      }),
      { numRuns: 10 },
    )
  })

  it('has as many columns as its blocks say', async () => {
    expect(summaryCount).toBe(summaryBlocks.reduce((sum, { count }) => sum + count, 0))
    expect(await inGraph([new Float32Array(coefficientCount * frames)])).toHaveLength(summaryCount)
  })
})

import { describe, expect, it } from 'vitest'
import type { BatchInputs } from '@main/engines/engine'
import type { NetworkPlan } from '@main/network/plan'
import { encodeModel } from '@main/onnx/encode-model'
import { networkGraph } from '@main/onnx/network-graph'
import { float32Output, openSession, type TensorValue } from '@main/onnx/session'
import { goldenCases, largestDifference } from '../../helpers/training-golden'

/** Feeds of a network graph from a batch of the training engines. */
function feedsOf(plan: NetworkPlan, { size, values }: BatchInputs): Record<string, TensorValue> {
  const feeds = plan.branches.map(({ modality, input }): [string, TensorValue] => {
    const data = values[modality]
    if (input.kind === 'sequence') {
      return ['mfcc', { elementType: 'float32', dims: [size, input.channels, input.length], data: Float32Array.from(data ?? []) }]
    }
    if (input.kind === 'vector') throw new RangeError('A model reads no outputs of branches.')
    return [modality, { elementType: 'int64', dims: [size, input.length], data: BigInt64Array.from(Array.from(data ?? [], BigInt)) }]
  })
  return Object.fromEntries(feeds)
}

describe.each(goldenCases())('the graph of $name', ({ plan, weights, batch, outputs }) => {
  it.each([
    ['-1-1', (value: number) => value],
    ['0-1', (value: number) => 2 * value - 1],
  ] as const)('gives what PyTorch gives, trained on %s', async (scale, toPlane) => {
    const session = await openSession(encodeModel(networkGraph(plan, weights, scale), {}))
    const found = float32Output(await session.run(feedsOf(plan, batch)), 'valence_arousal')
    expect(largestDifference(found, outputs.map(toPlane))).toBeLessThan(1e-5)
    await session.dispose()
  })
})

it('refuses weights that lack a tensor', () => {
  const [golden] = goldenCases()
  if (golden === undefined) throw new Error('no golden case')
  const weights = new Map(golden.weights)
  weights.delete('audio.1.bias')
  expect(() => networkGraph(golden.plan, weights, '-1-1')).toThrow(/audio\.1\.bias/)
})

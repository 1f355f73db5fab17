import { describe, expect, it } from 'vitest'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { planNetwork } from '@main/network/plan'
import type { Weights } from '@main/network/weights'
import { checkGraph } from '@main/onnx/check-graph'
import { encodeModel } from '@main/onnx/encode-model'
import type { Graph } from '@main/onnx/graph'
import { networkGraph, outputName } from '@main/onnx/network-graph'
import { float32Output, openSession } from '@main/onnx/session'
import { processor } from '@shared/domain/device'
import type { Layer, Network } from '@shared/domain/network'
import { caseOf, smallInputs } from '../../helpers/random-networks'
import { largestDifference } from '../../helpers/training-golden'

const network = (layers: readonly Layer[], head: readonly Layer[] = []): Network => ({
  name: 'exported',
  branches: [{ modality: 'audio', frozen: false, layers }],
  head: [...head, { type: 'linear', units: 2 }],
})
const residual: Layer = {
  type: 'residual',
  layers: [
    { type: 'layer-normalisation' },
    { type: 'relu' },
    { type: 'dropout', probability: 0.5 },
    { type: 'padding', before: 2, after: 0 },
    { type: 'convolution', filters: 3, kernel: 3, stride: 1 },
  ],
}

/** Runs a graph on the small audio of a batch, [n, 3, 24]. */
async function run(graph: Graph, samples: number, mfcc: Float32Array): Promise<Float32Array> {
  const session = await openSession(encodeModel(graph, {}))
  const output = float32Output(await session.run({ mfcc: { elementType: 'float32', dims: [samples, 3, 24], data: mfcc } }), outputName)
  await session.dispose()
  return output
}

function audioOf({ values }: { readonly values: Readonly<Record<string, unknown>> }): Float32Array {
  const { audio } = values
  return audio instanceof Float32Array ? audio : new Float32Array()
}

describe('an exported network predicts what its engine predicts', () => {
  it.each([
    ['a residual with dropout, then attention', network([residual, { type: 'attention-pooling', by: ['mean', 'deviation'] }])],
    ['attention by deviation alone', network([{ type: 'attention-pooling', by: ['deviation'] }], [{ type: 'layer-normalisation' }])],
    [
      'a residual of dropout alone, and one of vectors',
      network(
        [{ type: 'residual', layers: [{ type: 'dropout', probability: 0.5 }] }, { type: 'flatten' }],
        [
          { type: 'linear', units: 4 },
          { type: 'residual', layers: [{ type: 'linear', units: 4 }, { type: 'relu' }] },
        ],
      ),
    ],
  ])('%s', async (_, described) => {
    const { plan, weights, batch } = caseOf(planNetwork(described, smallInputs), 5, 3)
    const graph = networkGraph(plan, weights, '-1-1')
    checkGraph(graph)
    const session = await createOnnxEngine().open(plan, weights, processor)
    expect(largestDifference(await run(graph, 5, audioOf(batch)), await session.predict(batch))).toBeLessThan(1e-5)
    await session.close()
  })
})

describe('layer normalisation', () => {
  const layers: Layer[] = [{ type: 'layer-normalisation' }, { type: 'flatten' }]

  it('is the operator of ONNX over the channels of each time', async () => {
    const { plan, weights, batch } = caseOf(planNetwork(network(layers), smallInputs), 5, 4)
    const graph = networkGraph(plan, weights, '-1-1')
    const found = await run(graph, 5, audioOf(batch))
    expect(largestDifference(found, await run(byOperator(graph), 5, audioOf(batch)))).toBeLessThan(1e-5)
  })

  /** The graph with the operator in place of what we write for the layer. */
  function byOperator(graph: Graph): Graph {
    const turned = { perm: { kind: 'ints', value: [0, 2, 1] } } as const
    const ours = (name: string): boolean => name === 'audio.0' || name.startsWith('audio.0/')
    return {
      ...graph,
      initializers: graph.initializers.map((tensor) => (tensor.name.startsWith('audio.0.') ? { ...tensor, dims: [3] } : tensor)),
      nodes: [
        { operator: 'Transpose', inputs: ['mfcc'], outputs: ['turned'], attributes: turned },
        {
          operator: 'LayerNormalization',
          inputs: ['turned', 'audio.0.weight', 'audio.0.bias'],
          outputs: ['normalised'],
          attributes: { epsilon: { kind: 'float', value: 1e-5 } },
        },
        { operator: 'Transpose', inputs: ['normalised'], outputs: ['audio.0'], attributes: turned },
        ...graph.nodes.filter(({ outputs: [name = ''] }) => !ours(name)),
      ],
    }
  }
})

it('attention pools mean and deviation by the softmax of the score', async () => {
  const { plan, weights, batch } = caseOf(
    planNetwork(network([{ type: 'attention-pooling', by: ['mean', 'deviation'] }]), smallInputs),
    3,
    5,
  )
  const identity: Weights = new Map([
    ...weights,
    ['head.0.weight', { dims: [2, 6], data: Float32Array.from([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]) }],
    ['head.0.bias', { dims: [2], data: new Float32Array(2) }],
  ])
  const audio = audioOf(batch)
  const score = [...(weights.get('audio.0.weight')?.data ?? [])]
  const wanted = [0, 1, 2].flatMap((sample) => {
    const at = (channel: number, time: number): number => audio[(sample * 3 + channel) * 24 + time] ?? 0
    const times = Array.from({ length: 24 }, (_, time) => time)
    const powers = times.map((time) => Math.exp(score.reduce((sum, weight, channel) => sum + weight * at(channel, time), 0)))
    const total = powers.reduce((sum, power) => sum + power, 0)
    const mean = times.reduce((sum, time) => sum + ((powers[time] ?? 0) / total) * at(1, time), 0)
    const variance = times.reduce((sum, time) => sum + ((powers[time] ?? 0) / total) * (at(1, time) - mean) ** 2, 0)
    return [mean, Math.sqrt(variance + 1e-5)]
  })
  expect(largestDifference(await run(networkGraph(plan, identity, '-1-1'), 3, audio), wanted)).toBeLessThan(1e-5)
})

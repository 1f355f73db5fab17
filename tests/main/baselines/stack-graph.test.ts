import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stackGraph, type StackMember, weightsInWords } from '@main/baselines/stack-graph'
import { createGraphBuilder } from '@main/engines/onnx/graph-builder'
import { encodeModel } from '@main/onnx/encode-model'
import { outputName } from '@main/onnx/network-graph'
import { float32Output, openSession } from '@main/onnx/session'

const rows = 3
const input = Float32Array.of(0.5, -0.25, 0.125, 1, -1, 0)

/** A member that multiplies its input by a table of its own, under the name that other members give theirs, after the root of a square. */
function memberOf(name: StackMember['name'], factors: readonly [number, number]): StackMember {
  const graph = createGraphBuilder()
  const { node } = graph
  const numbers = graph.input('mfcc', ['n', 2])
  const alike = node('Mul', [node('Sqrt', [node('Mul', [numbers, numbers])]), node('Sign', [numbers])])
  graph.output(outputName, node('Mul', [alike, graph.tensor('factors', 'float32', [1, 2], Float32Array.from(factors))]), ['n', 2])
  return { name, graph: graph.build(name) }
}

async function outputOf(members: readonly StackMember[], weights: Parameters<typeof stackGraph>[1]): Promise<Float32Array> {
  const session = await openSession(encodeModel(stackGraph(members, weights), {}))
  const outputs = await session.run({ mfcc: { elementType: 'float32', dims: [rows, 2], data: input } })
  await session.dispose()
  return float32Output(outputs, outputName)
}

describe('the graph of a stack', () => {
  it('is the weighted sum of its members within the plane, though their tensors have the same names', async () => {
    const factor = fc.integer({ min: -2000, max: 2000 }).map((value) => value / 1000)
    const weight = fc.integer({ min: 0, max: 1500 }).map((value) => value / 1000)
    const member = fc.record({ factors: fc.tuple(factor, factor), valence: weight, arousal: weight })
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 3 }), async (drawn) => {
        const names = ['network', 'ridge', 'boosting'] as const
        const members = drawn.map(({ factors }, index) => memberOf(names[index] ?? 'network', factors))
        const weights = { valence: drawn.map(({ valence }) => valence), arousal: drawn.map(({ arousal }) => arousal) }
        const found = await outputOf(members, weights)
        input.forEach((value, index) => {
          const sum = drawn.reduce(
            (total, own) => total + own[index % 2 === 0 ? 'valence' : 'arousal'] * (own.factors[index % 2] ?? 0) * value,
            0,
          )
          expect(found[index]).toBeCloseTo(Math.min(1, Math.max(-1, sum)), 5)
        })
      }),
      { numRuns: 10 },
    )
  })

  it('computes once what several members compute alike', () => {
    const one = stackGraph([memberOf('network', [1, 2])], { valence: [1], arousal: [1] })
    const two = stackGraph([memberOf('network', [1, 2]), memberOf('ridge', [3, 4])], { valence: [1, 1], arousal: [1, 1] })
    const count = (graph: typeof one, operator: string): number => graph.nodes.filter((node) => node.operator === operator).length
    expect(['Sqrt', 'Sign'].map((operator) => count(two, operator))).toEqual(['Sqrt', 'Sign'].map((operator) => count(one, operator)))
    expect(two.inputs.map(({ name }) => name)).toEqual(['mfcc'])
    const same = stackGraph([memberOf('network', [1, 2]), memberOf('ridge', [1, 2])], { valence: [1, 1], arousal: [1, 1] })
    expect(same.initializers.filter(({ name }) => name.includes('factors'))).toHaveLength(1)
  })

  it('says its weights in words, without members that have none', () => {
    const weights = { valence: [0.5, 0], arousal: [0, 0] }
    expect(weightsInWords(['network', 'ridge'], weights)).toBe('weights of valence: network 0.50; arousal: none')
  })
})

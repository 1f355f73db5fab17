import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floatsOf, openGraph, tensorOver } from '@main/engines/onnx/graph-runner'
import { createGraphBuilder } from '@main/engines/onnx/graph-builder'
import { packMask, unpackedMask } from '@main/engines/onnx/mask-bits'
import { stepNames } from '@main/engines/onnx/step-builder'
import { stepGraph } from '@main/engines/onnx/step-graph'
import { createStepInputs } from '@main/engines/onnx/step-inputs'
import { type GraphForm, movedNames } from '@main/engines/onnx/tensor-edges'
import { dropoutMask } from '@main/engines/dropout-mask'
import { weightSpecifications, type Weights } from '@main/network/weights'
import { processor } from '@shared/domain/device'
import { type NetworkCase, networkCases } from '../../../helpers/random-networks'
import { expectSameTensors } from '../../../helpers/same-training'

const settings = { device: processor, isSmall: true, outputsStay: false }

/** Gradients by a graph in a form, computed by the processor, which has every operator. */
async function gradients({ plan, weights, batch }: NetworkCase, form: GraphForm): Promise<Weights> {
  const runner = await openGraph(stepGraph(plan, { kind: { kind: 'gradients' }, form, samples: 'fed', steps: 1 }), settings)
  const step = { samples: batch, settings: { learningRate: 1, weightDecay: 0, dropoutSeed: 3 } }
  const numbers = new Map([...createStepInputs(plan, form).ofStep(step, 0), [stepNames.loss, Float32Array.of(0)] as const])
  const results = await runner.run(
    (input) => tensorOver(input, numbers.get(input.name) ?? weights.get(input.name)?.data ?? new Float32Array()),
    () => null,
  )
  await runner.close()
  const trained = weightSpecifications(plan).filter(({ role }) => role === 'trained')
  return new Map(trained.map(({ name, dims }) => [name, { dims, data: floatsOf(results, movedNames.beside(name)) }]))
}

describe('a step in the form for GPUs', () => {
  it('gives the gradients of the form for processors, of networks of any layers', async () => {
    await fc.assert(
      fc.asyncProperty(networkCases, async (network) => {
        expectSameTensors(await gradients(network, 'gpu'), await gradients(network, 'processor'), 'gradient')
      }),
      { numRuns: 30, seed: 3 },
    )
  })

  it('unpacks dropout masks as they were drawn', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 80 }), fc.double({ min: 0, max: 0.9 }), checkMask),
      { numRuns: 30, seed: 4 },
    )
  })
})

async function checkMask(samples: number, units: number, probability: number): Promise<void> {
  const mask = dropoutMask(5, 1, samples * units, probability)
  const graph = createGraphBuilder()
  graph.output(
    'mask',
    unpackedMask(graph, (dims) => graph.input('bits', dims), [units], probability),
    ['n', units],
  )
  const runner = await openGraph(graph.build('mask'), settings)
  const results = await runner.run(
    (input) => tensorOver(input, packMask(mask, samples, units)),
    () => null,
  )
  await runner.close()
  expect(floatsOf(results, 'mask')).toEqual(mask)
}

import fc from 'fast-check'
import { describe, it } from 'vitest'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { headCases, networkCases } from '../../../helpers/random-networks'
import { expectSameTraining } from '../../../helpers/same-training'

const [onnx, tensorflow] = [createOnnxEngine(), createTensorFlowEngine()]

describe('both engines train alike', () => {
  it('heads behind frozen branches', async () => {
    await fc.assert(fc.asyncProperty(headCases, (network) => expectSameTraining(onnx, tensorflow, network)), { numRuns: 40, seed: 1 })
  }, 60_000)

  it('networks of any layers', async () => {
    await fc.assert(fc.asyncProperty(networkCases, (network) => expectSameTraining(onnx, tensorflow, network)), { numRuns: 60, seed: 2 })
  }, 120_000)
})

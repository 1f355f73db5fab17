import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Batch } from '@main/engines/engine'
import { type NetworkPlan, planNetwork } from '@main/network/plan'
import type { Weights } from '@main/network/weights'
import { networkSchema } from '@shared/contract/network'
import { modalities } from '@shared/domain/modality'

const inputShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sequence'), channels: z.number(), length: z.number() }),
  z.object({ kind: z.literal('tokens'), length: z.number(), vocabularySize: z.number() }),
])
const tensors = z.record(z.string(), z.object({ dims: z.array(z.number()), data: z.array(z.number()) }))
const numbers = z.array(z.number())
const goldenSchema = z.object({
  inputs: z.object({ audio: inputShape, lyrics: inputShape, comments: inputShape }),
  learningRate: z.number(),
  weightDecay: z.number(),
  cases: z.record(
    z.string(),
    z.object({
      network: networkSchema,
      size: z.number(),
      batch: z.partialRecord(z.enum(modalities), numbers),
      targets: numbers,
      weights: tensors,
      outputs: numbers,
      loss: z.number(),
      gradients: tensors,
      stepped: tensors,
    }),
  ),
})

/** One small network with PyTorch's numbers for it. */
export interface GoldenCase {
  readonly name: string
  readonly plan: NetworkPlan
  readonly batch: Batch
  readonly weights: Weights
  readonly outputs: readonly number[]
  readonly loss: number
  readonly gradients: Weights
  /** All tensors after three steps on the same batch. */
  readonly stepped: Weights
  readonly learningRate: number
  readonly weightDecay: number
}

/** What PyTorch computed for the networks of tests/fixtures/training/make-golden.py. */
export function goldenCases(): GoldenCase[] {
  const file = new URL('../fixtures/training/engine-golden.json', import.meta.url)
  const { inputs, cases, learningRate, weightDecay } = goldenSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return Object.entries(cases).map(([name, golden]) => ({
    name,
    plan: planNetwork(golden.network, inputs),
    batch: { size: golden.size, values: valuesOf(golden.batch), targets: Float32Array.from(golden.targets) },
    weights: weightsOf(golden.weights),
    outputs: golden.outputs,
    loss: golden.loss,
    gradients: weightsOf(golden.gradients),
    stepped: weightsOf(golden.stepped),
    learningRate,
    weightDecay,
  }))
}

/**
 * The largest difference from what is wanted, relative to the largest wanted number where that is above 1; infinite when the counts
 * differ.
 */
export function largestDifference(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  if (found.length !== wanted.length) return Infinity
  const scale = Array.from(wanted).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1)
  return Array.from(wanted).reduce((largest, value, index) => Math.max(largest, Math.abs(value - (found[index] ?? Number.NaN)) / scale), 0)
}

function weightsOf(values: z.infer<typeof tensors>): Weights {
  return new Map(Object.entries(values).map(([name, { dims, data }]) => [name, { dims, data: Float32Array.from(data) }]))
}

function valuesOf(batch: Partial<Record<(typeof modalities)[number], number[]>>): Batch['values'] {
  const { audio, lyrics, comments } = batch
  return {
    ...(audio && { audio: Float32Array.from(audio) }),
    ...(lyrics && { lyrics: Int32Array.from(lyrics) }),
    ...(comments && { comments: Int32Array.from(comments) }),
  }
}

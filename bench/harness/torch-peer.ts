import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch } from '@main/engines/engine'
import type { NetworkPlan } from '@main/network/plan'
import { weightSpecifications } from '@main/network/weights'
import { z } from 'zod'
import type { Timed } from './figure'
import { type PythonPeer, startPythonPeer } from './python-peer'
import { batchSize, stepRates } from './step-batch'

const openedSchema = z.object({
  formulation: z.string(),
  parameters: z.number().int(),
  /** Milliseconds of a step in each formulation that was tried. */
  tried: z.record(z.string(), z.number()),
})
const millisecondsSchema = z.number()
const namesSchema = z.array(z.string())

/** Where a step is computed, and by how many threads of the processor. */
export interface TorchDevice {
  /** As PyTorch names it: `cpu`, `cuda:0`. */
  readonly name: string
  readonly threads: number
}

/** PyTorch in a process of its own. */
export interface TorchPeer {
  /** The names of the GPUs that its build for CUDA reaches. */
  cudaDevices(): Promise<string[]>
  /** Prepares steps of a network in the quickest of several formulations. @returns its name, and the time of one of so many steps */
  steps(plan: NetworkPlan, batch: Batch, device: TorchDevice, together: number): Promise<{ formulation: string; step: Timed }>
  stop(): void
}

/**
 * Starts PyTorch; the first run installs it into the user's cache (on Linux with its libraries for CUDA, 5 GB). Its threads sleep while
 * they wait: spinning ones would take the processor from ours between two runs of theirs.
 * @param folder for the arrays that it reads
 * @param compileSeconds how long one compilation may take before the other formulations must do; 0 leaves it out
 */
export function startTorchPeer(folder: string, compileSeconds: number): TorchPeer {
  const script = join(process.cwd(), 'bench', 'peers', 'torch-step.py')
  const python: PythonPeer = startPythonPeer('torch', ['torch==2.15.0', 'numpy==2.4.6'], script, { OMP_WAIT_POLICY: 'PASSIVE' })
  return {
    cudaDevices: async () => namesSchema.parse(await python.ask({ devices: true })),
    steps: async (plan, batch, device, together) => {
      const request = { ...requestOf(plan, batch, folder), device: device.name, threads: device.threads, compileSeconds }
      const { formulation, parameters, tried } = openedSchema.parse(await python.ask(request))
      if (parameters !== trainedParameters(plan))
        throw new Error(`PyTorch trains ${parameters} parameters, not ${trainedParameters(plan)}.`)
      process.stderr.write(`PyTorch, ms a step: ${JSON.stringify(tried)}\n`)
      return { formulation, step: async () => millisecondsSchema.parse(await python.ask({ steps: together })) }
    },
    stop: () => python.stop(),
  }
}

function requestOf(plan: NetworkPlan, { values, targets }: Batch, folder: string): Record<string, unknown> {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, data: Float32Array | Int32Array): string => {
    const path = join(folder, `${name}.bin`)
    writeFileSync(path, data)
    return path
  }
  const inputs = plan.branches.map(({ modality, input }) => [
    modality,
    { ...input, path: write(modality, values[modality] ?? new Float32Array()) },
  ])
  const branches = plan.branches.map(({ modality, layers }) => ({
    modality,
    frozen: layers.some(({ frozen }) => frozen),
    layers: layers.map(({ layer }) => layer),
  }))
  return {
    network: { branches, head: plan.head.map(({ layer }) => layer) },
    inputs: Object.fromEntries(inputs),
    targets: write('targets', targets),
    batch: batchSize,
    rate: stepRates.learningRate,
    decay: stepRates.weightDecay,
  }
}

function trainedParameters(plan: NetworkPlan): number {
  return weightSpecifications(plan)
    .filter(({ role }) => role === 'trained')
    .reduce((sum, { dims }) => sum + dims.reduce((product, dimension) => product * dimension, 1), 0)
}

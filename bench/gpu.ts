import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findSystemAdapter } from '@main/engines/adapters/find-adapters'
import { probeByProcess } from '@main/engines/adapters/probe-process'
import type { TrainingSession } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { initialWeights } from '@main/network/initial-weights'
import type { NetworkPlan } from '@main/network/plan'
import { type Device, processor } from '@shared/domain/device'
import { compareWith, type Peer, print } from './harness/figure'
import { batchFor, batchSize, headPlan, studyPlan } from './harness/step-batch'
import { timedSteps } from './harness/timed-steps'
import { startTorchPeer, type TorchPeer } from './harness/torch-peer'

const plans: Readonly<Record<string, NetworkPlan>> = {
  audio: studyPlan('audio'),
  lyrics: studyPlan('lyrics'),
  head: headPlan('audio-lyrics'),
}
/** As many as a run queues on a GPU before it reads a loss. */
const gpuStepsTogether = 50
const processorStepsTogether = 3
const rounds = 11
const compileSeconds = 120
const goals = { cuda: 2, processor: 1 / 20 }

async function timeOn(device: Device, name: string, plan: NetworkPlan, torch: TorchPeer | null): Promise<void> {
  const batch = batchFor(plan)
  const engine = createOnnxEngine([device])
  const [onDevice, onProcessor] = [await open(device), await open(processor)]
  const unit = `ms a training step of ${name}, batch ${batchSize}, on ${device.name} by ${device.kind}`
  const peers: Peer[] = [
    {
      name: `gpu-${name}`,
      unit: `${unit}; against ours on the processor`,
      goal: goals.processor,
      peer: await timedSteps(onProcessor, batch, processorStepsTogether),
    },
  ]
  const cudaNames = (await torch?.cudaDevices()) ?? []
  if (torch && cudaNames[0] !== undefined) {
    const cuda = { name: 'cuda:0', threads: availableParallelism() }
    const { formulation, step } = await torch.steps(plan, batch, cuda, gpuStepsTogether)
    peers.push({
      name: `gpu-${name}-torch`,
      unit: `${unit}; against PyTorch by CUDA on ${cudaNames[0]} (${formulation})`,
      goal: goals.cuda,
      peer: step,
    })
  } else print({ name: `gpu-${name}-torch`, reason: 'PyTorch finds no GPU by CUDA here.' })
  for (const figure of await compareWith(rounds, await timedSteps(onDevice, batch, gpuStepsTogether), peers)) print(figure)
  await onDevice.close()
  await onProcessor.close()

  function open(where: Device): Promise<TrainingSession> {
    return engine.open(plan, initialWeights(plan, 1), where)
  }
}

/** GPUs that are no software: what WebGPU opens, and CUDA where a build of onnxruntime with it is installed. */
async function realDevices(): Promise<{ devices: readonly Device[]; reason: string }> {
  const found = await findSystemAdapter({ probe: probeByProcess(join(process.cwd(), 'out', 'main', 'workers', 'probe-webgpu.js')) })
  const devices = createOnnxEngine(found.adapters)
    .devices()
    .filter(({ kind, software = false }) => kind !== 'cpu' && !software)
  const onlySoftware = found.adapters.map(({ name }) => `${name} is computed by the processor`).join('; ')
  return {
    devices,
    reason: [found.absence?.reason ?? onlySoftware, found.absence?.mend ?? ''].filter((part) => part !== '').join(' To do: '),
  }
}

function startTorch(folder: string): TorchPeer | null {
  try {
    return startTorchPeer(folder, compileSeconds)
  } catch (error) {
    process.stderr.write(`PyTorch: ${error instanceof Error ? error.message : String(error)}\n`)
    return null
  }
}

const { devices, reason } = await realDevices()
if (devices.length === 0) print({ name: 'gpu', reason: `No GPU was timed: ${reason}` })
else {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-bench-'))
  const torch = startTorch(folder)
  try {
    for (const device of devices) for (const [name, plan] of Object.entries(plans)) await timeOn(device, name, plan, torch)
  } finally {
    torch?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

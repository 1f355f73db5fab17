import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Device, processor } from '@shared/domain/device'
import { prepareAdapter } from '../adapters/prepare-adapter'
import type { TrainingEngine } from '../engine'
import { openOnnxSession } from './session'

/**
 * onnxruntime as a training engine. Its runs block the thread: only in workers.
 * @param adapters those of WebGPU that this machine has, as they were found in another process: looking for them may end a process
 */
export function createOnnxEngine(adapters: readonly Device[] = []): TrainingEngine {
  const real = adapters.filter(({ software = false }) => !software)
  const devices = [...cuda(), ...real, processor, ...adapters.filter((device) => !real.includes(device))]
  return {
    name: 'onnx',
    devices: () => devices,
    open: async (plan, weights, device) => {
      prepareAdapter(device)
      return openOnnxSession(plan, weights, device)
    },
  }
}

/** NVIDIA's own interface, where a build of onnxruntime with it is installed: the package names it as supported in any case. */
function cuda(): Device[] {
  const libraries = join(createRequire(import.meta.url).resolve('onnxruntime-node'), '../../bin/napi-v6', process.platform, process.arch)
  const isThere = ['libonnxruntime_providers_cuda.so', 'onnxruntime_providers_cuda.dll'].some((name) => existsSync(join(libraries, name)))
  return isThere ? [{ id: 'cuda', name: 'GPU by CUDA', kind: 'cuda', vendor: 'NVIDIA' }] : []
}

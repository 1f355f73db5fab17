import type { TriedPart } from '@shared/contract/workers/doctor'
import { fail } from '@shared/domain/failure'
import { keptSamples } from '@shared/domain/feature-constants'
import { extractMfcc, openMfccSession } from '../audio/mfcc'
import { createTensorFlowEngine } from './tensorflow/engine'
import { loadTensorFlow } from './tensorflow/load'

/**
 * Tries a native part with a small piece of the work that it is for.
 * @throws Failure when it cannot be loaded or gives wrong numbers
 */
export async function tryPart(part: TriedPart): Promise<{ detail: string }> {
  return part === 'tensorflow' ? tryTensorFlow() : tryOnnxRuntime()
}

function tryTensorFlow(): { detail: string } {
  const [device] = createTensorFlowEngine().devices()
  const tf = loadTensorFlow()
  const [product] = tf.tidy(() => tf.matMul(tf.ones([1, 8]), tf.ones([8, 1])).dataSync())
  if (product !== 8) fail('internal', `TensorFlow calculates wrongly: ${product} instead of 8.`, 'Run `npm run setup` again.')
  return { detail: `on the ${device?.name ?? 'CPU'}, tfjs ${tf.version_core}` }
}

/** Features of a silent excerpt: all of their spectrum lies on the floor, so that c0 alone differs from 0. */
async function tryOnnxRuntime(): Promise<{ detail: string }> {
  const startedMs = performance.now()
  const session = await openMfccSession({})
  try {
    const mfcc = await extractMfcc(session, new Float32Array(keptSamples))
    if (!mfcc.every(Number.isFinite)) fail('internal', `onnxruntime calculates wrongly on the CPU.`, 'Run `npm run setup` again.')
    return { detail: `on the CPU, features of an excerpt in ${Math.round(performance.now() - startedMs)} ms, start included` }
  } finally {
    await session.dispose()
  }
}

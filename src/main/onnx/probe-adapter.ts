import { InferenceSession, Tensor } from 'onnxruntime-node'
import { z } from 'zod'
import { encodeModel } from './encode-model'

/** What a probe prints, as JSON in one line. */
export const probeAnswerSchema = z.object({ opened: z.boolean(), reason: z.string() })
export type ProbeAnswer = z.infer<typeof probeAnswerSchema>

/** 8 GiB of float32: adapters of Vulkan and Direct3D refuse such a buffer, and report the largest that they allow. */
const farTooMany = 2n ** 31n
/** Metal would allocate it where the memory suffices. */
const refusesLargeBuffers = process.platform !== 'darwin'

/**
 * Opens a graph of one operator on WebGPU and reports whether it did; then asks for a buffer that is far too large, so that Dawn writes the
 * adapter's limit on standard error. For a process of its own: it may end it.
 * @param report called before the second part
 */
export async function probeAdapter(report: (answer: ProbeAnswer) => void): Promise<void> {
  const session = await open()
  if (typeof session === 'string') return report({ opened: false, reason: session })
  const ones = async (count: bigint): Promise<void> => {
    const { ones: made } = await session.run({ shape: new Tensor('int64', BigInt64Array.of(count), [1]) })
    made?.dispose()
  }
  try {
    await ones(64n)
  } catch (error) {
    return report({ opened: false, reason: messageOf(error) })
  }
  report({ opened: true, reason: '' })
  if (refusesLargeBuffers) await ones(farTooMany).catch(() => undefined)
  await session.release()
}

async function open(): Promise<InferenceSession | string> {
  const model = encodeModel(
    {
      name: 'probe',
      inputs: [{ name: 'shape', elementType: 'int64', dims: [1] }],
      outputs: [{ name: 'ones', elementType: 'float32', dims: ['n'] }],
      initializers: [{ name: 'one', elementType: 'float32', dims: [1], data: [1] }],
      nodes: [{ operator: 'Expand', inputs: ['one', 'shape'], outputs: ['ones'] }],
    },
    {},
  )
  try {
    return await InferenceSession.create(model, { executionProviders: ['webgpu'], preferredOutputLocation: 'gpu-buffer' })
  } catch (error) {
    return messageOf(error)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

import type { Tensor } from 'onnxruntime-node'
import type { Device } from '@shared/domain/device'
import { dimsOfInput, sizeOfInput } from '../../network/inputs'
import { isHead, type NetworkPlan } from '../../network/plan'
import type { Batch } from '../engine'
import { upload, type Uploaded } from './gpu-tensors'
import { tensorOver } from './graph-runner'
import { stepNames } from './step-builder'
import type { GraphForm } from './tensor-edges'

/** Samples that steps name by rows, where a device computes. */
export interface HeldTensors {
  /** Whether steps gain from it, and there is room for so many samples. */
  canHold(samples: number): boolean
  hold(samples: Batch): Promise<void>
  /** The tensor for an input of a graph; undefined when it is none of these. */
  feed(name: string): Tensor | undefined
  close(): Promise<void>
}

/** Every WebGPU adapter allows buffers of so many bytes (128 MiB). */
const guaranteedBufferBytes = 2 ** 27

/** Holds nothing yet. */
export function createHeldTensors(plan: NetworkPlan, device: Device, form: GraphForm): HeldTensors {
  let held: Uploaded | null = null
  const close = async (): Promise<void> => {
    await held?.close()
    held = null
  }
  return {
    // On the processor only a head gains from it: rows of a table that is in memory anyway need not be joined.
    canHold: (samples) => (form === 'gpu' ? hasRoom(plan, device, samples) : isHead(plan)),
    hold: async (samples) => {
      await close()
      const tables = tablesOf(plan, samples)
      held = form === 'gpu' ? await upload(device, tables) : onProcessor(tables)
    },
    feed: (name) => held?.tensors.get(name),
    close,
  }
}

/** Each table is one buffer; half of the memory is left to a step. */
function hasRoom({ branches }: NetworkPlan, { maxBufferBytes, memoryBytes }: Device, samples: number): boolean {
  const bytes = branches.map(({ input }) => samples * sizeOfInput(input) * Float32Array.BYTES_PER_ELEMENT)
  const all = bytes.reduce((sum, count) => sum + count, 0)
  return Math.max(...bytes) <= (maxBufferBytes ?? guaranteedBufferBytes) && all <= (memoryBytes ?? Infinity) / 2
}

/** What is held of each modality and of the targets, [samples, …]. */
interface Table {
  readonly name: string
  readonly dims: readonly number[]
  readonly numbers: Float32Array | Int32Array
}

function tablesOf({ branches }: NetworkPlan, { size, values, targets, known }: Batch): Table[] {
  const inputs = branches.map(({ modality, input }): Table => ({
    name: stepNames.held(modality),
    dims: [size, ...dimsOfInput(input)],
    numbers: values[modality] ?? new Float32Array(),
  }))
  const table = (name: string, numbers: Float32Array): Table => ({ name: stepNames.held(name), dims: [size, 2], numbers })
  return [...inputs, table(stepNames.targets, targets), ...(known ? [table(stepNames.known, known)] : [])]
}

function onProcessor(tables: readonly Table[]): Uploaded {
  const tensors = new Map(tables.map((table) => [table.name, tensorOver(table, table.numbers)]))
  return { tensors, close: async () => tensors.clear() }
}

import type { BackboneInput } from '@shared/contract/backbone-card'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'

/** Windows of an excerpt at the backbone's rate. */
export interface Windows {
  readonly count: number
  /** Samples of one. */
  readonly samples: number
  /** From one to the next. */
  readonly hop: number
}

/** How many windows fit into so many samples; one that is longer is filled with silence. */
export function windowsOf({ windows, sampleRate }: BackboneInput, samples: number): Windows {
  if (windows === null) return { count: 1, samples, hop: samples }
  const length = Math.max(1, Math.round(windows.lengthSeconds * sampleRate))
  const hop = Math.max(1, Math.round(windows.hopSeconds * sampleRate))
  return { count: Math.max(1, Math.floor((samples - length) / hop) + 1), samples: length, hop }
}

/**
 * Windows of a waveform one after another, as nodes.
 * @param waveform [n, samples]
 * @returns [n × count, window's samples]
 */
export function writeWindows({ node, whole, tensor }: GraphBuilder, waveform: Edge, samples: number, windows: Windows): Edge {
  if (windows.samples === samples && windows.count === 1) return waveform
  const end = (windows.count - 1) * windows.hop + windows.samples
  const heard = end > samples ? node('Pad', [waveform, whole(0, 0, 0, end - samples)]) : waveform
  const first = node('Slice', [heard, whole(0), whole(end), whole(1)])
  // Length and hop are both whole numbers of such blocks, so that few indices say where windows lie.
  const block = greatestCommonDivisor(windows.samples, windows.hop)
  const [blocks, step] = [windows.samples / block, windows.hop / block]
  const indices = Int32Array.from({ length: windows.count * blocks }, (_, index) => Math.floor(index / blocks) * step + (index % blocks))
  const parts = node('Reshape', [first, whole(-1, end / block, block)])
  const gathered = node('Gather', [parts, tensor('windows', 'int32', [windows.count * blocks], indices)], { axis: 1 })
  return node('Reshape', [gathered, whole(-1, windows.samples)])
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

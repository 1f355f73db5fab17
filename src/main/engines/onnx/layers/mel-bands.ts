import { melBandMatrix } from '../../../network/mel-band-matrix'
import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** Puts smoothed log-mel bands behind the channels: [n, channels, length] → [n, channels + bands, length]. */
export function melBands({ graph }: StepBuilder, channels: number, bands: number, x: Edge): LayerStep {
  const { node, nodeOf, constant, whole } = graph
  const matrix = melBandMatrix(bands, channels)
  const transposed = Array.from(matrix, (_, index) => matrix[(index % bands) * channels + Math.floor(index / bands)] ?? 0)
  return {
    output: node('Concat', [x, node('MatMul', [constant('float32', [1, bands, channels], [...matrix]), x])], { axis: 1 }),
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      const [ofChannels = '', ofBands = ''] = nodeOf(2, 'Split', [gradient, whole(channels, bands)], { axis: 1 })
      return node('Add', [ofChannels, node('MatMul', [constant('float32', [1, channels, bands], transposed), ofBands])])
    },
  }
}

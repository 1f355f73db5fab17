import { createHash } from 'node:crypto'
import type { BackboneCard } from '@shared/contract/backbone-card'
import { featureStages } from './feature-stages'

/** Raise it when the graph in front of a backbone gives other numbers for the same file, card and excerpt. */
export const frontVersion = 1

/**
 * Names all that the numbers of a backbone follow from, but the excerpt: its file, its card, decoding and the graph before it. What a card
 * only says to people does not count.
 * @param digest of the ONNX file
 * @returns 16 hexadecimal digits
 */
export function identityOfBackbone(digest: string, { input, output, pooling }: BackboneCard): string {
  const { decoding, resampler, decoders } = featureStages
  return createHash('sha256')
    .update(JSON.stringify([frontVersion, digest, input, output, pooling, decoding, resampler, decoders]))
    .digest('hex')
    .slice(0, 16)
}

import { z } from 'zod'
import { attentionStatistics, type Layer, normalisations, type PlainLayer, statistics } from '../domain/network'
import { schemaOf } from './exact-schema'

const count = z.number().int().min(1)
const length = z.number().int().min(0)

const once = (names: readonly string[]): boolean => new Set(names).size === names.length
const onceMessage = { message: 'Each statistic may stand once only.' }

/** What one layer does and an example of it, for the JSON schema: editors show both. */
const about = (description: string, example: Layer): { description: string; examples: Layer[] } => ({ description, examples: [example] })

const plainOptions = [
  z.strictObject({ type: z.literal('normalisation'), by: z.enum(normalisations) }).meta(
    about('MFCC less their mean, over their deviation: by one pair of constants, one for each coefficient, or by excerpt.', {
      type: 'normalisation',
      by: 'global',
    }),
  ),
  z
    .strictObject({ type: z.literal('mel-bands'), bands: count })
    .meta(about('Smoothed log-mel bands behind the MFCC that they follow from.', { type: 'mel-bands', bands: 20 })),
  z
    .strictObject({ type: z.literal('embedding'), size: count, trained: z.boolean() })
    .meta(about('A vector for each token; the first layer of a text branch.', { type: 'embedding', size: 100, trained: false })),
  z
    .strictObject({ type: z.literal('convolution'), filters: count, kernel: count, stride: count })
    .meta(about('A convolution along time, without padding.', { type: 'convolution', filters: 16, kernel: 10, stride: 1 })),
  z
    .strictObject({ type: z.literal('padding'), before: length, after: length })
    .meta(about('Zeros before and behind, along time.', { type: 'padding', before: 1, after: 1 })),
  z
    .strictObject({ type: z.literal('batch-normalisation') })
    .meta(about('Each channel by its mean and variance over the batch.', { type: 'batch-normalisation' })),
  z
    .strictObject({ type: z.literal('layer-normalisation') })
    .meta(about('All channels of a sample by their mean and variance, at each time alone.', { type: 'layer-normalisation' })),
  z.strictObject({ type: z.literal('relu') }).meta(about('Keeps what is above 0.', { type: 'relu' })),
  z
    .strictObject({ type: z.literal('clip'), low: z.number(), high: z.number() })
    .meta(about('Keeps numbers within limits.', { type: 'clip', low: -1, high: 1 })),
  z
    .strictObject({ type: z.literal('max-pooling'), size: count, stride: count })
    .meta(about('The maximum of each window along time.', { type: 'max-pooling', size: 4, stride: 4 })),
  z
    .strictObject({ type: z.literal('average-pooling'), size: count, stride: count })
    .meta(about('The mean of each window along time.', { type: 'average-pooling', size: 4, stride: 4 })),
  z
    .strictObject({
      type: z.literal('global-pooling'),
      by: z.array(z.enum(statistics)).min(1).refine(once, onceMessage).readonly(),
      lags: z.array(count).min(1).max(16).readonly().optional(),
    })
    .meta(
      about('Statistics of each channel over all time; changes over lags in frames.', {
        type: 'global-pooling',
        by: ['mean', 'deviation'],
      }),
    ),
  z
    .strictObject({
      type: z.literal('attention-pooling'),
      by: z.array(z.enum(attentionStatistics)).min(1).refine(once, onceMessage).readonly(),
    })
    .meta(about('Mean and deviation of each channel by learnt weights over time.', { type: 'attention-pooling', by: ['mean'] })),
  z.strictObject({ type: z.literal('flatten') }).meta(about('Channels and times one after the other, as one vector.', { type: 'flatten' })),
  z
    .strictObject({ type: z.literal('dropout'), probability: z.number().min(0).lt(1) })
    .meta(about('In training leaves numbers out, by chance.', { type: 'dropout', probability: 0.5 })),
  z
    .strictObject({ type: z.literal('linear'), units: count })
    .meta(about('Weighted sums of a vector. The last of the head has 2 units: valence and arousal.', { type: 'linear', units: 64 })),
] as const

/** Says which kinds there are, where zod would say that nothing matches. */
const unknownKind = (options: readonly (typeof plainOptions)[number][], more: readonly string[] = []) => ({
  error: ({ code }: { readonly code?: string | undefined }): string | undefined =>
    code === 'invalid_union'
      ? `There is no such kind of layer; there are ${[...options.map((option) => option.shape.type.value), ...more].join(', ')}`
      : undefined,
})

const plainLayerSchema = schemaOf<PlainLayer>()(z.discriminatedUnion('type', plainOptions, unknownKind(plainOptions)))

const residualSchema = z.strictObject({ type: z.literal('residual'), layers: z.array(plainLayerSchema).min(1).readonly() }).meta(
  about('Adds what its layers make of their input to it; they must keep its shape.', {
    type: 'residual',
    layers: [{ type: 'relu' }],
  }),
)

/** One layer of a network as JSON. */
export const layerSchema = schemaOf<Layer>()(
  z.discriminatedUnion('type', [...plainOptions, residualSchema], unknownKind(plainOptions, ['residual'])),
)

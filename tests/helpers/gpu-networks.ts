import type { InputShapes } from '@main/network/inputs'
import { type NetworkPlan, planBehind, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { Layer, Network } from '@shared/domain/network'
import { smallInputs } from './random-networks'

const small = { filters: 2, hiddenUnits: 4, embeddingSize: 6 }
/** Shorter than the study's: SwiftShader takes a hundred times as long as a processor. */
const inputs: InputShapes = {
  audio: { kind: 'sequence', channels: 20, length: 180 },
  lyrics: { kind: 'tokens', length: 60, vocabularySize: 9 },
  comments: { kind: 'tokens', length: 60, vocabularySize: 9 },
}

function fineTuned(network: Network): Network {
  return { ...network, branches: network.branches.map((branch) => ({ ...branch, frozen: false })) }
}

/** All kinds of layers but those that summarise and attend, pools that overlap and pools that leave gaps, and a trained embedding. */
function ownNetwork(): Network {
  const onAudio: Layer[] = [
    { type: 'normalisation', by: 'excerpt' },
    { type: 'convolution', filters: 3, kernel: 3, stride: 2 },
    { type: 'batch-normalisation' },
    { type: 'relu' },
    { type: 'max-pooling', size: 3, stride: 1 },
    { type: 'average-pooling', size: 2, stride: 1 },
    { type: 'dropout', probability: 0.3 },
    { type: 'flatten' },
  ]
  const onLyrics: Layer[] = [
    { type: 'embedding', size: 5, trained: true },
    { type: 'convolution', filters: 6, kernel: 3, stride: 1 },
    { type: 'max-pooling', size: 2, stride: 3 },
    { type: 'flatten' },
  ]
  const head: Layer[] = [{ type: 'linear', units: 5 }, { type: 'batch-normalisation' }, { type: 'relu' }, { type: 'linear', units: 2 }]
  return {
    name: 'own',
    branches: [
      { modality: 'audio', frozen: false, layers: onAudio },
      { modality: 'lyrics', frozen: false, layers: onLyrics },
    ],
    head,
  }
}

/** Mel bands, statistics over all time and limits, with a convolution before them that learns through them. */
const summarising: Network = {
  name: 'summarising',
  branches: [
    {
      modality: 'audio',
      frozen: false,
      layers: [
        { type: 'convolution', filters: 3, kernel: 3, stride: 1 },
        { type: 'mel-bands', bands: 4 },
        { type: 'global-pooling', by: ['mean', 'maximum', 'deviation', 'change'], lags: [1, 3] },
      ],
    },
  ],
  head: [{ type: 'linear', units: 4 }, { type: 'relu' }, { type: 'linear', units: 2 }, { type: 'clip', low: -0.5, high: 1 }],
}

/** A residual, layer normalisation of sequences and of vectors, padding and attention. */
const attending: Network = {
  name: 'attending',
  branches: [
    {
      modality: 'audio',
      frozen: false,
      layers: [
        { type: 'convolution', filters: 4, kernel: 3, stride: 1 },
        {
          type: 'residual',
          layers: [
            { type: 'layer-normalisation' },
            { type: 'relu' },
            { type: 'padding', before: 1, after: 1 },
            { type: 'convolution', filters: 4, kernel: 3, stride: 1 },
          ],
        },
        { type: 'attention-pooling', by: ['mean', 'deviation'] },
      ],
    },
  ],
  head: [{ type: 'layer-normalisation' }, { type: 'linear', units: 2 }],
}

const fusion = planNetwork(publishedNetwork('audio-lyrics', small), inputs)
const plans: Readonly<Record<string, NetworkPlan>> = {
  audio: planNetwork(publishedNetwork('audio', small), inputs),
  lyrics: planNetwork(publishedNetwork('lyrics', small), inputs),
  comments: planNetwork(publishedNetwork('comments', small), inputs),
  'audio-lyrics, frozen': fusion,
  'audio-comments, fine-tuned': planNetwork(fineTuned(publishedNetwork('audio-comments', small)), inputs),
  'the head of a fusion': planBehind(fusion, new Set(['audio', 'lyrics'] as const)),
  own: planNetwork(ownNetwork(), smallInputs),
  summarising: planNetwork(summarising, smallInputs),
  attending: planNetwork(attending, smallInputs),
}
/** Names of all networks that are put on a GPU. */
export const gpuNetworkNames = Object.keys(plans)

/** A network by its name, with its shapes. */
export function gpuNetwork(name: string): NetworkPlan {
  return plans[name] ?? fusion
}

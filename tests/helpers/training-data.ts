import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mfccShape } from '@main/network/inputs'
import { publishedNetwork } from '@main/network/published'
import type { TrainingPayload, TrainingSample } from '@shared/contract/workers/training'
import type { Network } from '@shared/domain/network'
import { createRandom } from '@shared/domain/random'

/** A folder of its own for one test file, with training data that a network can learn. */
export interface TrainingData {
  readonly directory: string
  readonly manifestPath: string
  readonly samples: readonly TrainingSample[]
  payload(name: string, changes?: Partial<TrainingPayload>): TrainingPayload
  dispose(): void
}

/**
 * Writes MFCC of made-up tracks: loudness (coefficient 0) follows arousal, the second coefficient follows valence, with noise.
 * Of every five tracks three train, one validates, one tests.
 */
export function makeTrainingData(count: number): TrainingData {
  const directory = mkdtempSync(join(tmpdir(), 'circumplex-training-'))
  const random = createRandom(11)
  const samples = Array.from({ length: count }, (_, index): TrainingSample => {
    const [valence, arousal] = [random.next() * 1.6 - 0.8, random.next() * 1.6 - 0.8]
    const path = join(directory, `${index}.mfcc`)
    writeFileSync(path, new Uint8Array(madeUpMfcc(valence, arousal, index).buffer))
    const split = index % 5 === 3 ? 'validation' : index % 5 === 4 ? 'test' : 'train'
    return { trackId: index + 1, split, copy: 0, valence, arousal, inputs: { audio: { path, startSeconds: index } } }
  })
  const manifestPath = join(directory, 'manifest.json')
  writeFileSync(manifestPath, JSON.stringify({ samples }))
  return {
    directory,
    manifestPath,
    samples,
    payload: (name, changes = {}) => ({ ...standardPayload(manifestPath), runDirectory: join(directory, name), ...changes }),
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** A network so small that an epoch takes milliseconds. */
export function tinyNetwork(): Network {
  const network = publishedNetwork('audio', { filters: 4, hiddenUnits: 8, dropout: 0.2 })
  const branches = network.branches.map((branch) => ({
    ...branch,
    layers: branch.layers.map((layer, index) => (layer.type === 'convolution' && index === 1 ? { ...layer, stride: 4 } : layer)),
  }))
  return { ...network, branches }
}

/** MFCC [20, 1502], row-major. */
export function madeUpMfcc(valence: number, arousal: number, seed: number): Float32Array {
  const random = createRandom(seed)
  const { channels, length } = mfccShape
  return Float32Array.from({ length: channels * length }, (_, index) => {
    const channel = Math.floor(index / length)
    const level = channel === 0 ? -200 + 100 * arousal : channel === 1 ? 80 * valence : 0
    return level + 20 * (random.next() - 0.5)
  })
}

function standardPayload(manifestPath: string): TrainingPayload {
  return {
    runDirectory: '',
    network: tinyNetwork(),
    engine: 'tensorflow',
    device: 'auto',
    adapters: [],
    manifestPath,
    resume: false,
    folds: 0,
    fitAll: false,
    vocabularySizes: {},
    initialWeightsPaths: [],
    settings: {
      epochs: 4,
      batchSize: 8,
      learningRate: 0.05,
      dropAfterEpoch: null,
      weightDecay: 0.001,
      patience: null,
      seed: 5,
      targetScale: '-1-1',
    },
  }
}

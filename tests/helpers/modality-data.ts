import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { elementTypes, type InputShape, sizeOfInput, studyInputs } from '@main/network/inputs'
import type { TrainingPayload, TrainingSample } from '@shared/contract/workers/training'
import { describeModality, type Modality } from '@shared/domain/modality'
import type { Layer, Network } from '@shared/domain/network'
import { createRandom } from '@shared/domain/random'

const vocabularySize = 9
const vocabularySizes = { lyrics: vocabularySize, comments: vocabularySize }

/** A run that reads one modality alone, whichever it is, from files of made-up numbers. */
export interface ModalityRun {
  readonly payload: TrainingPayload
  readonly samples: readonly TrainingSample[]
  /** The run with other samples. */
  withSamples(samples: readonly TrainingSample[]): TrainingPayload
}

/**
 * Writes the files of a run: eight samples train, two validate, two test; numbers grow with arousal.
 * @param directory an empty folder
 */
export function modalityRun(modality: Modality, directory: string): ModalityRun {
  const shape = shapeOf(modality)
  const random = createRandom(3)
  const samples = Array.from({ length: 12 }, (_, index): TrainingSample => {
    const arousal = random.next() * 2 - 1
    const path = join(directory, `${modality}-${index}.bin`)
    writeFileSync(path, numbersOf(shape, arousal, index))
    const split = index < 8 ? 'train' : index < 10 ? 'validation' : 'test'
    return { trackId: index + 1, split, copy: 0, valence: 0, arousal, inputs: { [modality]: { path } } }
  })
  const withSamples = (chosen: readonly TrainingSample[]): TrainingPayload => {
    const manifestPath = join(directory, 'manifest.json')
    writeFileSync(manifestPath, JSON.stringify({ samples: chosen }))
    return { ...settings, network: networkFor(modality, shape), runDirectory: join(directory, 'run'), manifestPath }
  }
  return { payload: withSamples(samples), samples, withSamples }
}

const settings: Omit<TrainingPayload, 'network' | 'runDirectory' | 'manifestPath'> = {
  engine: 'onnx',
  device: 'auto',
  adapters: [],
  resume: false,
  folds: 0,
  fitAll: false,
  vocabularySizes,
  initialWeightsPaths: [],
  settings: {
    epochs: 8,
    batchSize: 4,
    learningRate: 0.001,
    dropAfterEpoch: null,
    weightDecay: 0,
    patience: null,
    seed: 1,
    targetScale: '-1-1',
  },
}

/** What a network reads of a modality. */
export function shapeOf(modality: Modality): InputShape {
  const shape = studyInputs(vocabularySizes)[modality] ?? vectorOf(modality)
  if (!shape) throw new RangeError(`The shape of ${modality} is not known.`)
  return shape
}

/** A branch that reads a vector says by itself how long that is. */
const vectorUnits = 7

function vectorOf(modality: Modality): InputShape | undefined {
  const { kind } = describeModality(modality).input
  return kind === 'vector' ? { kind, units: vectorUnits } : undefined
}

function networkFor(modality: Modality, shape: InputShape): Network {
  const pool: Layer = { type: 'average-pooling', size: 100, stride: 100 }
  const layers: Readonly<Record<InputShape['kind'], readonly Layer[]>> = {
    sequence: [{ type: 'normalisation', by: 'coefficient' }, pool, { type: 'flatten' }],
    tokens: [{ type: 'embedding', size: 3, trained: true }, pool, { type: 'flatten' }],
    vector: [],
  }
  const units = shape.kind === 'vector' ? { units: shape.units } : {}
  return {
    name: modality,
    branches: [{ modality, layers: layers[shape.kind], frozen: false, ...units }],
    head: [{ type: 'linear', units: 2 }],
  }
}

function numbersOf(shape: InputShape, arousal: number, seed: number): Uint8Array {
  const random = createRandom(seed)
  const [count, type] = [sizeOfInput(shape), elementTypes[shape.kind]]
  const numbers =
    type === 'int32'
      ? Int32Array.from({ length: count }, () => random.integer(1, arousal > 0 ? vocabularySize - 1 : 4))
      : Float32Array.from({ length: count }, () => arousal + 0.1 * random.normal())
  return new Uint8Array(numbers.buffer)
}

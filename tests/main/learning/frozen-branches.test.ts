import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { TrainingEngine } from '@main/engines/engine'
import { freezeBranches } from '@main/learning/frozen-branches'
import { readWeights } from '@main/learning/checkpoint'
import { runTraining } from '@main/learning/run-training'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { initialWeights } from '@main/network/initial-weights'
import { studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { Weights } from '@main/network/weights'
import { encodeSafetensors } from '@main/network/safetensors'
import {
  type TrainingPayload,
  type TrainingSample,
  trainedPredictionsSchema,
  trainingManifestSchema,
} from '@shared/contract/workers/training'
import { processor } from '@shared/domain/device'
import { mapModalities } from '@shared/domain/modality'
import type { Branch } from '@shared/domain/network'
import { createRandom } from '@shared/domain/random'
import { madeUpMfcc } from '../../helpers/training-data'

const directory = mkdtempSync(join(tmpdir(), 'circumplex-frozen-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const vocabularySize = 12
const network = publishedNetwork('audio-lyrics', { filters: 2, hiddenUnits: 4, dropout: 0.3 })
const plan = planNetwork(network, studyInputs({ lyrics: vocabularySize }))
const manifestPath = writeManifest(10)
const branchTensors = new Map(
  [...initialWeights(plan, 9)]
    .filter(([name]) => !name.startsWith('head.'))
    .map(([name, tensor]) => [name, name.endsWith('deviation') ? { ...tensor, data: tensor.data.map(() => 60) } : tensor]),
)
const initialPath = join(directory, 'initial.safetensors')
writeFileSync(initialPath, encodeSafetensors(branchTensors))

function writeManifest(count: number): string {
  const random = createRandom(4)
  const samples = Array.from({ length: count }, (_, index) => {
    const [valence, arousal] = [random.next() * 2 - 1, random.next() * 2 - 1]
    writeFileSync(join(directory, `${index}.f32`), new Uint8Array(madeUpMfcc(valence, arousal, index).buffer))
    const tokens = Int32Array.from({ length: 500 }, (_unused, position) => (position < 50 ? random.integer(0, vocabularySize - 1) : 0))
    writeFileSync(join(directory, `${index}.tokens`), new Uint8Array(tokens.buffer))
    const split = index % 5 === 4 ? 'test' : index % 5 === 3 ? 'validation' : 'train'
    return {
      trackId: index + 1,
      split,
      valence,
      arousal,
      inputs: { audio: { path: `${index}.f32`, startSeconds: 0 }, lyrics: { path: `${index}.tokens` } },
    }
  })
  const path = join(directory, 'manifest.json')
  writeFileSync(path, JSON.stringify({ samples }))
  return path
}

function payload(name: string, changes: Partial<TrainingPayload> = {}): TrainingPayload {
  return {
    runDirectory: join(directory, name),
    network,
    engine: 'tensorflow',
    device: 'auto',
    adapters: [],
    manifestPath,
    resume: false,
    folds: 0,
    fitAll: false,
    vocabularySizes: { lyrics: vocabularySize },
    initialWeightsPaths: [initialPath],
    settings: {
      epochs: 3,
      batchSize: 4,
      learningRate: 0.05,
      dropAfterEpoch: null,
      weightDecay: 0.001,
      patience: null,
      seed: 5,
      targetScale: '-1-1',
    },
    ...changes,
  }
}

/** The engine, with the names of the first tensors of every network that it opened. */
function watchedEngine(): { engine: TrainingEngine; opened: string[][] } {
  const engine = createTensorFlowEngine()
  const opened: string[][] = []
  const open: TrainingEngine['open'] = (opening, weights, device) => {
    opened.push(opening.branches.flatMap(({ modality, layers }) => (layers.length > 0 ? [modality] : [])))
    return engine.open(opening, weights, device)
  }
  return { engine: { ...engine, open }, opened }
}

async function run(name: string, changes?: Partial<TrainingPayload>, abort = new AbortController()) {
  const { engine, opened } = watchedEngine()
  const messages: (string | undefined)[] = []
  const result = await runTraining(payload(name, changes), {
    engines: { tensorflow: () => engine, onnx: createOnnxEngine },
    signal: abort.signal,
    yieldToEvents: () => Promise.resolve(),
    onItem: () => undefined,
    onProgress: (_done, _total, message) => messages.push(message),
  })
  const predictions = trainedPredictionsSchema.parse(JSON.parse(readFileSync(result.predictionsPath, 'utf8'))).predictions
  return { result, opened, messages, predictions, weights: await readWeights(result.weightsPath ?? '') }
}

/** The file of a sample's MFCC by its whole path. */
function inFolder(sample: TrainingSample): TrainingSample {
  return { ...sample, inputs: mapModalities(sample.inputs, (file) => ({ ...file, path: join(directory, file.path) })) }
}

describe('branches that read vectors and are not frozen', () => {
  const vector = { kind: 'vector', units: 3 } as const
  const request = (branches: readonly Branch[], initial: Weights = new Map()) => ({
    plan: planNetwork({ name: 'vectors', branches, head: [{ type: 'linear', units: 2 }] }, { ...studyInputs(), comments: vector }),
    initial,
    samples: trainingManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8'))).samples.map(inFolder),
    directory: join(directory, 'vectors'),
    computer: () => ({ engine: createOnnxEngine(), device: processor }),
    environment: { signal: new AbortController().signal, yieldToEvents: () => Promise.resolve(), onProgress: () => undefined },
  })
  const comments: Branch = { modality: 'comments', frozen: false, layers: [] }

  it('stay as they are, alone and beside frozen ones', async () => {
    const alone = await freezeBranches(request([comments]))
    expect(alone.plan.branches).toMatchObject([{ modality: 'comments', input: vector }])
    expect([...alone.branchRows.keys()]).toEqual([])
    const [audio] = network.branches
    const beside = await freezeBranches(request([...(audio ? [audio] : []), comments], branchTensors))
    expect(beside.plan.branches.map(({ modality, units }) => [modality, units])).toEqual([
      ['audio', plan.branches[0]?.units],
      ['comments', 3],
    ])
    expect([...beside.branchRows.keys()]).toEqual(['audio'])
  })
})

/** In the end the whole network is opened, to measure what another level does to it. */
const whole = ['audio', 'lyrics']

describe('frozen branches', () => {
  it('are computed once, and train the head as if they were computed in every step', async () => {
    const cached = await run('cached')
    expect(cached.opened).toEqual([['audio'], ['lyrics'], [], [], whole])
    expect(cached.messages).toContain('Computing the audio branch once a track')
    // A branch some of whose tensors were not learnt before takes part in every step; running means begin at 0 here as there.
    const incompletePath = join(directory, 'incomplete.safetensors')
    writeFileSync(incompletePath, encodeSafetensors(new Map([...branchTensors].filter(([name]) => !name.endsWith('running_mean')))))
    const uncached = await run('uncached', { initialWeightsPaths: [incompletePath] })
    const head = initialWeights(plan, 5)
    expect(uncached.opened).toEqual([['audio', 'lyrics'], ['audio', 'lyrics'], whole])
    cached.predictions.forEach((prediction, index) => {
      expect(prediction.valence).toBeCloseTo(uncached.predictions[index]?.valence ?? NaN, 5)
      expect(prediction.arousal).toBeCloseTo(uncached.predictions[index]?.arousal ?? NaN, 5)
    })
    expect([...cached.weights.keys()].sort()).toEqual([...head.keys()].sort())
    expect(cached.weights.get('audio.1.weight')?.data).toEqual(branchTensors.get('audio.1.weight')?.data)
    expect(cached.weights.get('head.1.weight')?.data).not.toEqual(head.get('head.1.weight')?.data)
  })

  it('are read again when the run is resumed, and computed anew for other weights', async () => {
    const first = await run('again')
    const again = await run('again', { resume: true })
    expect(again.opened).toEqual([[], [], whole])
    expect(again.predictions).toEqual(first.predictions)
    writeFileSync(
      initialPath.replace('initial', 'other'),
      encodeSafetensors(
        new Map([...branchTensors].map(([name, tensor]) => [name, { ...tensor, data: tensor.data.map((value) => value * 1.5) }])),
      ),
    )
    const other = await run('again', { initialWeightsPaths: [initialPath.replace('initial', 'other')] })
    expect(other.opened).toEqual([['audio'], ['lyrics'], [], [], whole])
    expect(readdirSync(join(directory, 'again', 'branches'))).toHaveLength(4)
  })

  it('leave a head that the engine for small steps trains under auto, with the same predictions', async () => {
    const [chosen, tensorflow] = [await run('chosen', { engine: 'auto' }), await run('cached', { resume: true })]
    expect(chosen.result.engine).toBe('onnx')
    expect(chosen.opened).toEqual([['audio'], ['lyrics']])
    chosen.predictions.forEach(({ valence }, index) => expect(valence).toBeCloseTo(tensorflow.predictions[index]?.valence ?? NaN, 4))
  })

  it('stop when the run is stopped', async () => {
    const abort = new AbortController()
    abort.abort()
    await expect(run('stopped', {}, abort)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

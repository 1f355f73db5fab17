import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { decodeBlocks } from '@main/audio/decode'
import { keepSegments } from '@main/audio/excerpt'
import type { FileExcerpt } from '@main/audio/read-excerpt'
import { excerptSourceSeconds, keptSamples, sampleRate } from '@shared/domain/feature-constants'
import { encodeModel } from '@main/onnx/encode-model'
import { type DecodeExcerpts, decodeExcerptsHere, spreadStarts } from '@main/inference/excerpts-to-predict'
import { modelGraph } from '@main/onnx/export-model'
import { predictFiles } from '@main/inference/predict-files'
import { float32Output, openSession, type Session } from '@main/onnx/session'
import { Failure } from '@shared/domain/failure'
import type { GraphNode } from '@main/onnx/graph'
import type { Progress } from '@shared/contract/worker-messages'
import {
  type PredictedFile,
  type PredictionItem,
  type PredictionPayload,
  predictionPayloadSchema,
  type PredictionResult,
} from '@shared/contract/workers/prediction'
import { floatWav, temporaryFolder, writeWav } from '../../helpers/audio-fixtures'
import { modelToExport } from '../../helpers/models'

const session = await openSession(encodeModel(modelGraph(modelToExport('audio')), {}))
afterAll(() => session.dispose())

/** Rises in loudness and pitch, so that excerpts differ. */
const rising = (timeSeconds: number): number => (timeSeconds / 200) * Math.sin(2 * Math.PI * (200 + 3 * timeSeconds) * timeSeconds)

interface Watched {
  readonly result: PredictionResult
  readonly items: readonly PredictionItem[]
  readonly progress: readonly Progress[]
}

async function predict(
  request: Partial<z.input<typeof predictionPayloadSchema>>,
  model: Session = session,
  signal = new AbortController().signal,
  decode: DecodeExcerpts = decodeExcerptsHere,
): Promise<Watched> {
  const payload: PredictionPayload = predictionPayloadSchema.parse({ modelPath: 'model.onnx', files: [], ...request })
  const [items, progress]: [PredictionItem[], Progress[]] = [[], []]
  const result = await predictFiles(payload, {
    session: model,
    encoders: {},
    decode,
    filesAhead: 2,
    signal,
    yieldToEvents: () => Promise.resolve(),
    item: (item) => items.push(item),
    progress: (one) => progress.push(one),
  })
  return { result, items, progress }
}

const predictedOf = (items: readonly PredictionItem[]): PredictedFile[] =>
  items.flatMap((item) => (item.kind === 'predicted' ? [item] : []))

describe('predicting files', () => {
  it('takes the middle 73 s, and gives what the model gives for them', async () => {
    const folder = temporaryFolder()
    const path = writeWav(join(folder, 'long.wav'), 100, sampleRate, rising)
    const { result, items } = await predict({ files: [{ path, externalId: 'x' }] })
    const [row] = predictedOf(items)
    expect(row).toMatchObject({ path, externalId: 'x', spread: null, startSeconds: 13.5, durationSeconds: 100 })
    const samples = Float32Array.from(
      { length: excerptSourceSeconds * sampleRate },
      (_, index) => Math.round(rising((index + 13.5 * sampleRate) / sampleRate) * 32_768) / 32_768,
    )
    const data = keepSegments(samples)
    const wanted = float32Output(
      await session.run({ waveform: { elementType: 'float32', dims: [1, data.length], data } }),
      'valence_arousal',
    )
    expect(row?.valence).toBeCloseTo(wanted[0] ?? 0, 4)
    expect(row?.arousal).toBeCloseTo(wanted[1] ?? 0, 4)
    expect(result).toMatchObject({ predicted: 1, setAside: 0 })
    expect(result.realtime).toBeCloseTo(100 / result.seconds, 0)
  })

  it('sets bad files aside with their reason and goes on, in order, whatever the batch', async () => {
    const folder = temporaryFolder()
    const paths = ['a.wav', 'b.wav', 'c.wav'].map((name, index) => writeWav(join(folder, name), 3 + index, sampleRate, rising))
    writeFileSync(join(folder, 'b2.wav'), 'no audio')
    const { result, items, progress } = await predict({ folders: [folder], batchSize: 2, files: [{ path: join(folder, 'gone.wav') }] })
    expect(result).toMatchObject({ predicted: 3, setAside: 2 })
    expect(predictedOf(items).map(({ path }) => path)).toEqual(paths)
    const aside = items.flatMap((item) => (item.kind === 'set-aside' ? [item] : []))
    expect(aside.map(({ path }) => path)).toEqual([join(folder, 'gone.wav'), join(folder, 'b2.wav')])
    expect(aside.every(({ reason }) => reason.length > 10)).toBe(true)
    expect(progress.at(-1)).toMatchObject({ done: 5, total: 5 })
    const alone = await predict({ files: paths.map((path) => ({ path })), batchSize: 1 })
    predictedOf(alone.items).forEach((row, index) => expect(row.valence).toBeCloseTo(predictedOf(items)[index]?.valence ?? 9, 5))
  })

  it('sets a file aside whose samples are no sound, or for which the model gives no finite number', async () => {
    const folder = temporaryFolder()
    const [huge, good] = [join(folder, 'huge.wav'), writeWav(join(folder, 'good.wav'), 3, sampleRate, rising)]
    writeFileSync(huge, floatWav(new Float32Array(sampleRate).fill(1e30), sampleRate))
    const { result, items } = await predict({ files: [{ path: huge }, { path: good }] })
    expect(result).toMatchObject({ predicted: 1, setAside: 1 })
    expect(items).toMatchObject([{ kind: 'set-aside', path: huge, reason: expect.stringContaining('times full scale') }, { path: good }])

    const model = modelToExport('audio')
    const weights = new Map([...model.weights].map(([name, one]) => [name, { ...one, data: one.data.map(() => Number.NaN) }]))
    const broken = await openSession(encodeModel(modelGraph({ ...model, weights }), {}))
    const outcome = await predict({ files: [{ path: good }] }, broken)
    expect(outcome.result).toMatchObject({ predicted: 0, setAside: 1 })
    expect(outcome.items).toMatchObject([{ kind: 'set-aside', path: good, reason: expect.stringContaining('no finite number') }])
    await broken.dispose()
  })

  it('refuses a model whose output has another shape', async () => {
    const path = writeWav(join(temporaryFolder(), 'good.wav'), 3, sampleRate, rising)
    const graph = modelGraph(modelToExport('audio'))
    const [output] = graph.outputs
    const joined: GraphNode = {
      operator: 'Concat',
      inputs: ['one', 'one'],
      outputs: ['valence_arousal'],
      attributes: { axis: { kind: 'int', value: 1 } },
    }
    const nodes = graph.nodes.map((node) => ({ ...node, outputs: node.outputs.map((edge) => (edge === 'valence_arousal' ? 'one' : edge)) }))
    const four = { ...graph, nodes: [...nodes, joined], outputs: output ? [{ ...output, dims: ['n', 4] }] : [] }
    const session4 = await openSession(encodeModel(four, {}))
    await expect(predict({ files: [{ path }] }, session4)).rejects.toMatchObject({ code: 'unsupported' })
    await session4.dispose()
  })

  it.skipIf(process.platform === 'win32')('sets a pipe aside, named or found in a folder, and goes on', async () => {
    const folder = temporaryFolder()
    const pipe = join(folder, 'pipe.mp3')
    execFileSync('mkfifo', [pipe])
    writeWav(join(folder, 'good.wav'), 3, sampleRate, rising)
    for (const files of [[], [{ path: pipe }]]) {
      const { result, items } = await predict({ files, folders: [folder] })
      expect(result).toMatchObject({ predicted: 1, setAside: 1 + files.length })
      expect(items).toContainEqual({ kind: 'set-aside', path: pipe, reason: expect.stringContaining('is a named pipe') })
    }
  })

  it('spreads several excerpts over a track and says how far they lie apart', async () => {
    const path = writeWav(join(temporaryFolder(), 'long.wav'), 150, sampleRate, rising)
    const starts = [0, 38.5, 77]
    const single = await Promise.all(
      starts.map(async (startSeconds) => predictedOf((await predict({ files: [{ path, startSeconds }] })).items)[0]),
    )
    const [row] = predictedOf((await predict({ files: [{ path }], excerptsPerTrack: 3, batchSize: 2 })).items)
    const mean = single.reduce((sum, one) => sum + (one?.valence ?? 0), 0) / 3
    expect(row?.valence).toBeCloseTo(mean, 5)
    expect(row?.spread).toBeGreaterThan(1e-4)
    expect(row?.startSeconds).toBe(0)
  })

  it('decodes each file once, however many excerpts of it are predicted, and holds few of them at a time', async () => {
    const folder = temporaryFolder()
    const files = ['a.wav', 'b.wav', 'c.wav'].map((name) => ({ path: writeWav(join(folder, name), 40, 8000, rising), externalId: null }))
    const rule = { lengthSeconds: 73, segmentSeconds: 5, keptSegmentSeconds: 3 }
    for (const asked of [{ excerptsPerTrack: 3 }, { everySeconds: 1 }]) {
      const decoded: string[] = []
      const { items } = await predict({ files, ...asked }, session, undefined, (request, signal) =>
        decodeExcerptsHere({ ...request, rule }, signal, (path) => {
          decoded.push(path)
          return decodeBlocks(path)
        }),
      )
      expect(decoded.sort()).toEqual(files.map(({ path }) => path))
      expect(predictedOf(items)).toHaveLength(3)
    }
    let [given, run] = [0, 0]
    const watched: Session = { ...session, run: (feeds) => ((run += feeds['waveform']?.dims[0] ?? 0), session.run(feeds)) }
    const samples = new Float32Array(keptSamples)
    async function* many(): AsyncGenerator<FileExcerpt[]> {
      for (let startSeconds = 0; startSeconds < 12; startSeconds += 1) {
        given += 1
        // Three files are begun ahead; of the file at hand no more than a batch and the next part are there.
        expect(given - run).toBeLessThanOrEqual(3 + 2 + 1)
        yield await Promise.resolve([{ samples, startSeconds, durationSeconds: 85 }])
      }
    }
    const { items } = await predict({ files, everySeconds: 1, batchSize: 2 }, watched, undefined, many)
    expect(predictedOf(items).map(({ excerpts }) => excerpts.length)).toEqual([12, 12, 12])
    expect(run).toBe(36)
  })

  it('sets a file aside that is torn after some excerpts, and drops what they gave', async () => {
    async function* torn(): AsyncGenerator<FileExcerpt[]> {
      yield await Promise.resolve([{ samples: new Float32Array(keptSamples), startSeconds: 0, durationSeconds: 80 }])
      throw new Failure('file-invalid', 'It is torn.', 'Copy it again.')
    }
    const { result, items } = await predict({ files: [{ path: '/torn.wav' }], everySeconds: 5 }, session, undefined, torn)
    expect(result).toMatchObject({ predicted: 0, setAside: 1 })
    expect(items).toEqual([{ kind: 'set-aside', path: '/torn.wav', reason: 'It is torn.' }])
  })

  it('stops when cancelled and keeps what it has said', async () => {
    const folder = temporaryFolder()
    for (let index = 0; index < 6; index += 1) writeWav(join(folder, `${index}.wav`), 1, sampleRate, rising)
    const abort = new AbortController()
    abort.abort(new Error('enough'))
    await expect(predict({ folders: [folder] }, session, abort.signal)).rejects.toThrow('enough')
  })

  it('refuses a model that reads texts', async () => {
    const text = await openSession(encodeModel(modelGraph(modelToExport('audio-lyrics')), {}))
    await expect(predict({ files: [] }, text)).rejects.toThrow(/reads lyrics, but its vocabulary/)
    await text.dispose()
  })
})

describe('starts of excerpts', () => {
  it('lie evenly between the beginning and the last start that fits', () => {
    expect(spreadStarts(173, 3)).toEqual([0, 50, 100])
    expect(spreadStarts(173, 1)).toEqual([50])
    expect(spreadStarts(60, 5)).toEqual([0])
  })
})

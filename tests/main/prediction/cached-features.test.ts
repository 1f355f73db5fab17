import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { predictionChannels } from '@shared/contract/prediction'
import { mfccGraph } from '@main/audio/mfcc-graph'
import { encodeModel } from '@main/onnx/encode-model'
import { exportModel, modelGraph } from '@main/onnx/export-model'
import { withoutFront } from '@main/onnx/without-front'
import { createPredictionHandlers } from '@main/prediction/prediction-handlers'
import { startExtraction } from '@main/training/features/feature-jobs'
import { temporaryFolder } from '../../helpers/audio-fixtures'
import { modelToExport } from '../../helpers/models'
import { createTestContext } from '../../helpers/service-context'
import { addShortSongs } from '../../helpers/short-songs'
import { trainingWorkers } from '../../helpers/training-workers'

const songs = 3

async function withModel() {
  const test = createTestContext({ runWorker: trainingWorkers() })
  addShortSongs(test.library, songs)
  const { path } = await exportModel(modelToExport('audio'), join(temporaryFolder(), 'model.onnx'))
  const handlers = createPredictionHandlers(test.context)
  return { ...test, handlers, model: await handlers['models.add']({ path }) }
}

async function predictAll({ handlers, model, context }: Awaited<ReturnType<typeof withModel>>, excerptsPerTrack = 1) {
  const started = await handlers['predictions.start']({ modelId: model.id, paths: [], excerptsPerTrack })
  const job = await context.jobs.whenFinished(started.jobId)
  const rows = predictionChannels['predictions.rows'].result.parse(
    await handlers['predictions.rows']({ predictionId: started.predictionId }),
  )
  return { job, rows }
}

/** Makes a file unreadable in such a way that it looks as it did. */
function spoil(path: string): void {
  const { size, atime, mtime } = statSync(path)
  writeFileSync(path, Buffer.alloc(size))
  utimesSync(path, atime, mtime)
}

describe('predicting tracks of the library', () => {
  it('decodes no file whose features are cached, and gives what decoding gives', async () => {
    const test = await withModel()
    const decoded = await predictAll(test)
    expect(decoded.job?.outcome).not.toContain('cached')
    await test.context.jobs.whenFinished(startExtraction(test.context, {}).jobId)
    for (const { path } of decoded.rows) spoil(path)
    const { job, rows } = await predictAll(test)
    expect(job).toMatchObject({ value: { predicted: songs, setAside: [] } })
    expect(job?.outcome).toContain('3 of them from cached features')
    rows.forEach((row, index) => {
      const { valence = 9, arousal = 9, ...other } = decoded.rows[index] ?? {}
      expect(row).toMatchObject(other)
      expect(row.valence).toBeCloseTo(valence, 6)
      expect(row.arousal).toBeCloseTo(arousal, 6)
    })
  })

  it('decodes a file that is another one than its features, and files of which several excerpts are wanted', async () => {
    const test = await withModel()
    await test.context.jobs.whenFinished(startExtraction(test.context, {}).jobId)
    const [first] = (await predictAll(test)).rows
    spoil(first?.path ?? '')
    expect((await predictAll(test, 2)).job).toMatchObject({ value: { predicted: songs - 1, setAside: [{ path: first?.path }] } })
    utimesSync(first?.path ?? '', 1, 1)
    expect((await predictAll(test)).job).toMatchObject({ value: { predicted: songs - 1, setAside: [{ path: first?.path }] } })
  })
})

describe('a model without its beginning', () => {
  const graph = mfccGraph()
  const [mfcc] = graph.outputs
  if (!mfcc) throw new Error('The graph has one output.')
  const front = encodeModel(graph, {})
  const model = encodeModel(modelGraph(modelToExport('audio')), {})

  it('is only cut where it begins with the very same graph', () => {
    expect(withoutFront(model, front, mfcc)?.length).toBeLessThan(model.length - 1000)
    const otherFloor = graph.initializers.map((one) => (one.name === 'mfcc/lowest' ? { ...one, data: [-60] } : one))
    expect(withoutFront(model, encodeModel({ ...graph, initializers: otherFloor }, {}), mfcc)).toBeNull()
    const mode = { mode: { kind: 'string', value: 'edge' } } as const
    const otherPad = graph.nodes.map((node) => (node.operator === 'Pad' ? { ...node, attributes: mode } : node))
    expect(withoutFront(model, encodeModel({ ...graph, nodes: otherPad }, {}), mfcc)).toBeNull()
    expect(withoutFront(encodeModel(modelGraph(modelToExport('lyrics')), {}), front, mfcc)).toBeNull()
  })

  it('is not cut where it reads the beginning’s inside too', () => {
    const own = modelGraph(modelToExport('audio'))
    const [output] = own.outputs
    const peeking = {
      ...own,
      nodes: [...own.nodes, { operator: 'Identity', inputs: ['mfcc/power'], outputs: ['power'] }],
      outputs: [...own.outputs, { name: 'power', elementType: 'float32' as const, dims: ['n', 'f', 'b'] }],
    }
    expect(output?.name).toBe('valence_arousal')
    expect(withoutFront(encodeModel(peeking, {}), front, mfcc)).toBeNull()
  })

  it('refuses bytes that are no model', () => {
    expect(() => withoutFront(readFileSync(import.meta.filename), front, mfcc)).toThrow(RangeError)
  })
})

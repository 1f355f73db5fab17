import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { keptSamples } from '@shared/domain/feature-constants'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { publishedNames } from '@shared/domain/published-networks'
import { encodeModel } from '@main/onnx/encode-model'
import { exportModel } from '@main/onnx/export-model'
import { inspectModel } from '@main/onnx/inspect-model'
import { float32Output, openSession } from '@main/onnx/session'
import { metricsReport } from '@shared/domain/metrics-report'
import { createRandom } from '@shared/domain/random'
import { processor } from '@shared/domain/device'
import { modelToExport } from '../../helpers/models'
import { largestDifference } from '../../helpers/training-golden'

const directory = mkdtempSync(join(tmpdir(), 'circumplex-export-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const graphWithoutProperties = {
  name: 'other',
  inputs: [{ name: 'x', elementType: 'float32', dims: [1] }],
  outputs: [{ name: 'y', elementType: 'float32', dims: [1] }],
  initializers: [],
  nodes: [{ operator: 'Identity', inputs: ['x'], outputs: ['y'] }],
} as const

/** Two loud excerpts and one of silence, [3, 992250]. */
function waveforms(): Float32Array {
  const random = createRandom(2)
  return Float32Array.from({ length: 3 * keptSamples }, (_, index) =>
    index < 2 * keptSamples ? 0.4 * Math.sin(index / (20 + (index % 7))) + 0.1 * random.next() : 0,
  )
}

describe('an exported audio model', () => {
  it('gives from a waveform what the training engine gives from its features', async () => {
    const model = modelToExport('audio', { targetScale: '0-1' })
    const { path } = await exportModel(model, join(directory, 'agreement.onnx'))
    const data = waveforms()
    const features = await openMfccSession()
    const training = await createTensorFlowEngine().open(model.plan, model.weights, processor)
    const wanted = await training.predict({ size: 3, values: { audio: await extractMfcc(features, data) } })
    const session = await openSession(path)
    const found = float32Output(
      await session.run({ waveform: { elementType: 'float32', dims: [3, keptSamples], data } }),
      'valence_arousal',
    )
    expect(
      largestDifference(
        found,
        wanted.map((value) => 2 * value - 1),
      ),
    ).toBeLessThan(1e-5)
    await Promise.all([session.dispose(), features.dispose(), training.close()])
  })

  it('says in its own metadata what it is, and reads back the same', async () => {
    const metrics = metricsReport(
      [0.1, -0.4, 0.6].map((value) => ({ observed: { valence: value, arousal: -value }, predicted: { valence: value / 2, arousal: 0.1 } })),
      { valence: 0, arousal: 0 },
    )
    const model = modelToExport('audio')
    const { path, sha256 } = await exportModel({ ...model, properties: { ...model.properties, metrics } }, join(directory, 'said.onnx'))
    expect(sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
    const inspected = await inspectModel(path)
    expect(inspected).toMatchObject({ path, sha256 })
    expect(inspected.properties).toMatchObject({
      ...model.properties,
      metrics,
      modality: 'audio',
      scale: '-1-1',
      network: model.plan.network,
    })
    expect(inspected.properties.excerptRule).toMatchObject({ sampleRate: 22_050, sourceSeconds: 73, keptSegmentSeconds: 3 })
  })

  it('has a card beside it, and leaves nothing else behind', async () => {
    const { cardPath, sha256 } = await exportModel(modelToExport('audio'), join(directory, 'carded.onnx'))
    expect(cardPath).toBe(join(directory, 'carded.md'))
    const card = readFileSync(cardPath, 'utf8')
    expect(card).toContain('# A audio model')
    expect(card).toContain(sha256)
    expect(card).toContain('CC0-1.0')
    expect(
      readdirSync(directory)
        .filter((name) => name.startsWith('carded'))
        .sort(),
    ).toEqual(['carded.md', 'carded.onnx'])
  })
})

describe('inspecting', () => {
  it('refuses what is no model of ours', async () => {
    await expect(inspectModel(join(directory, 'gone.onnx'))).rejects.toThrow(/gone\.onnx/)
    writeFileSync(join(directory, 'text.onnx'), 'These are words, not a model.')
    await expect(inspectModel(join(directory, 'text.onnx'))).rejects.toMatchObject({ code: 'file-invalid' })
    writeFileSync(join(directory, 'other.onnx'), encodeModel(graphWithoutProperties, {}))
    await expect(inspectModel(join(directory, 'other.onnx'))).rejects.toThrow(/not one that Circumplex exported/)
    writeFileSync(join(directory, 'newer.onnx'), encodeModel(graphWithoutProperties, { circumplex_model: '3' }))
    await expect(inspectModel(join(directory, 'newer.onnx'))).rejects.toMatchObject({ code: 'unsupported' })
    writeFileSync(join(directory, 'damaged.onnx'), encodeModel(graphWithoutProperties, { circumplex_model: '1', name: 'x' }))
    await expect(inspectModel(join(directory, 'damaged.onnx'))).rejects.toThrow(/metadata of .*damaged\.onnx/)
  })
})

/** A Python with onnx and onnxruntime; a development check that other machines skip. */
const python = process.env['CIRCUMPLEX_PYTHON']
const checker = fileURLToPath(new URL('../../fixtures/training/check-models.py', import.meta.url))

describe.skipIf(python === undefined)('Python (set CIRCUMPLEX_PYTHON to one with onnx and onnxruntime)', () => {
  it.each(publishedNames)('accepts the %s model and gives the same numbers', async (name) => {
    const { path } = await exportModel(modelToExport(name), join(directory, `${name}.onnx`))
    const data = waveforms()
    const tokens = BigInt64Array.from({ length: 3 * 500 }, (_, index) => BigInt(index % 500 < 100 ? index % 19 : 0))
    const feeds = {
      ...(name.includes('audio') && { waveform: { elementType: 'float32', dims: [3, keptSamples], data } as const }),
      ...(name.includes('lyrics') && { lyrics: { elementType: 'int64', dims: [3, 500], data: tokens } as const }),
      ...(name.includes('comments') && { comments: { elementType: 'int64', dims: [3, 500], data: tokens } as const }),
    }
    const session = await openSession(path)
    const outputs = float32Output(await session.run(feeds), 'valence_arousal')
    await session.dispose()
    for (const [input, feed] of Object.entries(feeds)) writeFileSync(join(directory, `${name}.${input}`), new Uint8Array(feed.data.buffer))
    const checked = spawnSync(
      python ?? '',
      [checker, path, JSON.stringify(Object.fromEntries(Object.entries(feeds).map(([input, { dims }]) => [input, dims])))],
      { encoding: 'utf8' },
    )
    expect(checked.stderr).toBe('')
    expect(largestDifference(outputs, JSON.parse(checked.stdout) as number[])).toBeLessThan(1e-5)
  })
})

import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema, trainingChannels } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import type { Layer, Network } from '@shared/domain/network'
import { designRun } from '@main/training/runs/design-run'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'

const handlersOf = () => createTrainingHandlers(createTestContext().context)

describe('a described network', () => {
  it('has the published shapes and as many parameters as its layers', async () => {
    const { network, layers, parameters } = trainingChannels['network.describe'].result.parse(
      await handlersOf()['network.describe'](trainingSettingsSchema.parse({})),
    )
    expect(network.name).toBe('audio')
    expect(layers.filter(({ label }) => label.startsWith('Convolution')).map(({ shape }) => shape)).toEqual(['16×1493', '16×364'])
    expect(layers.reduce((sum, layer) => sum + layer.parameters, 0)).toBe(parameters)
    expect(layers.at(-1)).toMatchObject({ branch: 'head', name: 'head.4', label: 'Linear 2', shape: '2', parameters: 130 })
  })

  it('draws what a residual holds behind it, with parameters of their own', async () => {
    const layers: Layer[] = [
      { type: 'residual', layers: [{ type: 'layer-normalisation' }, { type: 'convolution', filters: 20, kernel: 1, stride: 1 }] },
      { type: 'attention-pooling', by: ['mean'] },
    ]
    const network: Network = { name: 'own', branches: [{ modality: 'audio', frozen: false, layers }], head: [{ type: 'linear', units: 2 }] }
    const described = await handlersOf()['network.describe']({ ...trainingSettingsSchema.parse({}), network })
    expect(described.layers.map(({ name, label, parameters, isHeld }) => [name, label, parameters, isHeld])).toEqual([
      ['audio.0', 'Residual of 2 layers', 0, false],
      ['audio.0.0', 'Layer normalisation', 40, true],
      ['audio.0.1', 'Convolution 20 × 1', 420, true],
      ['audio.1', 'Attention pooling (mean)', 20, false],
      ['head.0', 'Linear 2', 42, false],
    ])
    expect(described.parameters).toBe(522)
  })

  it('has the shapes of the excerpts of a dataset, and says which length is too short', async () => {
    const describeBy = async (excerptRule: ExcerptRule, modality: 'audio' | 'lyrics' = 'audio') =>
      handlersOf()['network.describe']({ ...trainingSettingsSchema.parse({ modality }), excerptRule })
    const study = { segmentSeconds: 5, keptSegmentSeconds: 3 }
    expect((await describeBy({ lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 })).excerpts).toMatchObject({
      shape: '20×334',
      shortestSeconds: 5,
    })
    expect((await describeBy({ lengthSeconds: 73, ...study })).excerpts).toMatchObject({ shape: '20×1502', shortestSeconds: 5.3 })
    expect((await describeBy({ lengthSeconds: 10, ...study }, 'lyrics')).excerpts).toBeNull()
    const short = await describeBy({ lengthSeconds: 5, ...study }).catch((error: unknown) => error)
    expect(short).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('Excerpts of 5 s, 3 s of every 5 s, are too short for the network audio. Layer audio.'),
      hint: 'Take excerpts of at least 5.3 s, hear more of them, or use fewer or smaller layers.',
    })
  })

  it('is refused with augmentation where no branch of audio is trained, before a run is stored', async () => {
    const test = createTestContext()
    addShortSongs(test.library, 12)
    const dataset = datasetSettingsSchema.parse({ name: 'All', modalities: [] })
    const { id } = await createTrainingHandlers(test.context)['datasets.freeze'](dataset)
    const augmentation = { gainDecibels: 6, shiftSeconds: 0, maskShare: 0 }
    const design = (part: object) => () => designRun(test.library, id, trainingSettingsSchema.parse({ augmentation, ...part }))
    expect(design({})().network.name).toBe('audio')
    for (const part of [{ modality: 'lyrics' }, { architecture: 'recommended' }])
      expect(design(part)).toThrow('frozen branches are computed once')
  })

  it('is refused before a run is stored where its layers need longer excerpts', async () => {
    const test = createTestContext()
    addShortSongs(test.library, 12)
    const handlers = createTrainingHandlers(test.context)
    const excerptRule = { lengthSeconds: 6, segmentSeconds: 1, keptSegmentSeconds: 1 }
    const { id: datasetId } = await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', excerptRule }))
    const pool: Layer = { type: 'max-pooling', size: 250, stride: 250 }
    const deep: Network = {
      name: 'deep',
      branches: [{ modality: 'audio', frozen: false, layers: [pool, { type: 'flatten' }] }],
      head: [{ type: 'linear', units: 2 }],
    }
    const settings = { ...trainingSettingsSchema.parse({}), network: deep }
    await expect(handlers['runs.start']({ datasetId, settings })).rejects.toMatchObject({
      message: expect.stringContaining('Excerpts of 6 s, every second of them, are too short for the network deep.'),
      hint: expect.stringContaining('at least 7.5 s'),
    })
    expect(await handlers['runs.list'](null)).toEqual([])
  })
})

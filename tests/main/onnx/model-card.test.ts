import { describe, expect, it } from 'vitest'
import { modelCard } from '@main/onnx/model-card'
import type { ModelProperties } from '@main/onnx/model-properties'
import { publishedNetwork } from '@main/network/published'
import { metricsReport } from '@shared/domain/metrics-report'
import { modelToExport } from '../../helpers/models'

const properties: ModelProperties = {
  ...modelToExport('audio').properties,
  modality: 'audio',
  scale: '-1-1',
  network: publishedNetwork('audio'),
  baseline: null,
  textRule: null,
  excerptRule: { sampleRate: 22_050, sourceSeconds: 73, segmentSeconds: 5, keptSegmentSeconds: 3, start: 'middle', shorter: 'repeated' },
  weightsSha256: 'def',
}

describe('a model card', () => {
  it('says which input the model wants, on which scale it answers, and under which licences', () => {
    const card = modelCard(properties, 'my.onnx', 'abc123')
    for (const words of [
      '`my.onnx`',
      'abc123',
      'waveform',
      '22050 Hz',
      '73 s',
      'first 3 s of every 5 s',
      '−1…1',
      'CC0-1.0',
      '7 training, 2 validation, 1 test',
      'Not measured',
    ]) {
      expect(card).toContain(words)
    }
  })

  it('gives the metrics with their intervals, the baseline and the quadrants', () => {
    const pairs = [0.5, -0.5, 0.2].map((value) => ({
      observed: { valence: value, arousal: value },
      predicted: { valence: value + 0.1, arousal: 0 },
    }))
    const card = modelCard({ ...properties, metrics: metricsReport(pairs, { valence: 0, arousal: 0 }) }, 'my.onnx', 'abc')
    expect(card).toMatch(/\| valence \| 0\.100 \(0\.100…0\.100\)/)
    expect(card).toMatch(/\| arousal \|.*\| 0\.400 \|/)
    expect(card).toContain('Q1 100 %, Q2 –, Q3 0 %, Q4 –')
  })

  it('says which dimension was never labelled, and how many tracks have a label of each', () => {
    expect(modelCard(properties, 'my.onnx', 'abc')).not.toContain('| Labels |')
    const pairs = [0.5, -0.5, 0.2].map((value) => ({
      observed: { valence: null, arousal: value },
      predicted: { valence: 0, arousal: 0.1 },
    }))
    const card = modelCard(
      { ...properties, metrics: metricsReport(pairs, { valence: 0, arousal: 0 }), labelledTracks: { valence: 0, arousal: 10 } },
      'my.onnx',
      'abc',
    )
    expect(card).toContain('| Labels | valence of 0 tracks, arousal of 10 |')
    expect(card).toContain('| valence, not labelled | – | – | – | – | – |')
    expect(card).toContain('No track had a label of valence: what the model says of valence was never learnt and means nothing.')
    expect(card).not.toContain('NaN')
  })

  it('says when its word vectors have read texts of tracks held out', () => {
    const vectors = { kind: 'lyrics', embedding: 'Words', heldOut: 4, read: 3 } as const
    const card = modelCard({ ...properties, vectorsRead: [vectors, { ...vectors, embedding: 'Foreign', read: 0 }] }, 'my.onnx', 'abc')
    expect(card).toContain('The word vectors “Words” were learnt from texts of 3 of the 4 tracks held out, without their labels.')
    expect(card).not.toContain('Foreign')
  })

  it('says how its dataset was split, and no number without the leak', () => {
    const none = { rows: 0, leaked: 0, share: 0 }
    const leak = {
      rows: 40,
      leaked: 12,
      share: 0.3,
      quadrants: [none, none, none, none] as [typeof none, typeof none, typeof none, typeof none],
    }
    const metrics = metricsReport([{ observed: { valence: 0.5, arousal: 0 }, predicted: { valence: 0.4, arousal: 0 } }], {
      valence: 0,
      arousal: 0,
    })
    const leaking = modelCard({ ...properties, metrics, split: { form: 'as-published', groupBy: 'track', leak } }, 'my.onnx', 'abc')
    expect(leaking).toContain(
      '| Split | as published, by track; 30.0 % of the test samples (12 of 40) are of tracks that were trained on too |',
    )
    expect(leaking).toMatch(/\*\*30\.0 % of the test samples .* look better/)
    expect(leaking).not.toContain('took no part in training')
    const sound = modelCard(
      { ...properties, metrics, split: { form: 'sound', groupBy: 'artist', leak: { ...leak, leaked: 0, share: 0 } } },
      'my.onnx',
      'abc',
    )
    expect(sound).toContain('| Split | sound, by artist; no test sample is of a track that was trained on |')
    expect(sound).toContain('On 1 tracks that took no part in training')
  })

  it('cites the folds for a network that was fitted on all tracks, and does not call it measured', () => {
    const pairs = [{ observed: { valence: 0.5, arousal: 0 }, predicted: { valence: 0.4, arousal: 0 } }]
    const fold = { trainTracks: 7, validationTracks: 1, testTracks: 2, epochsDone: 20, bestEpoch: 12 }
    const card = modelCard(
      {
        ...properties,
        metrics: metricsReport(pairs, { valence: 0, arousal: 0 }),
        split: { form: 'sound', groupBy: 'artist', leak: null },
        crossValidation: { folds: Array(5).fill(fold), onAll: { tracks: 10, epochs: 12 } },
      },
      'my.onnx',
      'abc',
    )
    expect(card).toContain('| Split | 5 folds, by artist |')
    expect(card).toContain('| Tracks | all 10 training |')
    expect(card).toMatch(/Measured out of fold: .*fitted on all 10 tracks for 12 epochs, the median.* This model itself was not measured/u)
    expect(card).not.toContain('took no part in training')
  })

  it('names the vocabularies of a text model', () => {
    const card = modelCard(
      { ...properties, excerptRule: null, vocabularies: [{ modality: 'lyrics', file: 'words.txt', sha256: 'fff', size: 12 }] },
      'my.onnx',
      'abc',
    )
    expect(card).toContain('`lyrics`, int64 [n, 500]: token ids of `words.txt` (12 entries')
    expect(card).not.toContain('waveform')
  })
})

describe('the input of a model of audio', () => {
  it('is stated to the last step: downmix, resampler, level, and a program in Python for its own rule', () => {
    const card = modelCard({ ...properties, levelShift: null }, 'my.onnx', 'abc')
    for (const words of ['the mean of the channels', 'Resampler', 'as recorded', 'np.resize(part, 1609650)', 'range(15)', 's + 66150'])
      expect(card).toContain(words)
    const gains = [{ decibels: -12, valence: 0.11, arousal: 0.03 }]
    expect(modelCard({ ...properties, levelShift: { samples: 5, gains } }, 'my.onnx', 'abc')).toContain(
      'A gain of the file moves predictions: −12 dB moves valence by 0.11 and arousal by 0.03, on average over 5 held-out samples.',
    )
  })

  it('is set to one loudness by the graph where the rule says so', () => {
    const excerptRule = properties.excerptRule && { ...properties.excerptRule, keptSegmentSeconds: 5, level: 'matched' as const }
    const card = modelCard({ ...properties, excerptRule }, 'my.onnx', 'abc')
    expect(card).toContain('−23 LUFS')
    expect(card).toContain('A gain of the file changes nothing.')
    expect(card).toContain('waveform = excerpt')
  })
})

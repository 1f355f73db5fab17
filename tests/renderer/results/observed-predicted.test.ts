import { describe, expect, it } from 'vitest'
import { predictionSource } from '@renderer/charts/plane-types'
import {
  arrowsOf,
  distanceOf,
  farthestOff,
  nameOf,
  planeOfPredictions,
  quadrantShares,
  scatterSeries,
  splitsOf,
} from '@renderer/results/observed-predicted'
import { axisLimits, scatterData, trackAt } from '@renderer/results/scatter-chart'
import { fileNameOf } from '@renderer/results/use-run-actions'
import { runPrediction } from '../../helpers/run-predictions'

const predictions = [
  runPrediction(1, { observed: [0.5, 0.5], predicted: [0.6, 0.4] }),
  runPrediction(2, { observed: [0.5, 0.2], predicted: [-0.3, 0.2] }),
  runPrediction(3, { observed: [-0.4, -0.3], predicted: [-0.1, 0.1], split: 'train' }),
  runPrediction(4, { observed: [0, -0.2], predicted: [0.2, -0.2], split: 'validation' }),
]
const colours = { dark: false, surface: '#fff', text: '#000', muted: '#555', grid: '#ddd', accent: '#54a' }

describe('sets of a run', () => {
  it('are listed as far as there are predictions, the one that counts first', () => {
    expect(splitsOf(predictions)).toEqual(['test', 'validation', 'train'])
    expect(splitsOf(predictions.map((prediction) => ({ ...prediction, split: 'fold' as const })))).toEqual(['fold'])
    expect(splitsOf([])).toEqual([])
  })
})

describe('predicted against observed', () => {
  it('puts each track into the series of its label’s quadrant, on the shown scale', () => {
    const series = scatterSeries(predictions, 'valence', '0-1')
    expect(series.map((points) => points.map(({ trackId }) => trackId))).toEqual([[1, 2], [], [3], [4], []])
    expect(series[0]?.[0]).toMatchObject({ x: 0.75, y: 0.8 })
    expect(scatterSeries(predictions, 'arousal', '-1-1')[2]?.[0]).toMatchObject({ x: -0.3, y: 0.1 })
  })

  it('puts labels of one dimension into a series of their own, of that dimension alone', () => {
    const partly = [...predictions, { ...runPrediction(9, { observed: [0.4, 0], predicted: [0.1, 0.6] }), observedArousal: null }]
    expect(scatterSeries(partly, 'valence', '-1-1')[4]).toMatchObject([{ trackId: 9, x: 0.4, y: 0.1 }])
    expect(scatterSeries(partly, 'arousal', '-1-1')[4]).toEqual([])
    expect(distanceOf(partly[4] ?? expect.fail('there is no such track'))).toBeCloseTo(0.3, 12)
    expect(arrowsOf(partly, new Set([9]), 10)).toEqual([])
    expect(quadrantShares(partly, null).map(({ tracks }) => tracks)).toEqual(quadrantShares(predictions, null).map(({ tracks }) => tracks))
  })

  it('leads from a point of the chart back to its track, and from the diagonal to none', () => {
    const data = scatterData(predictions, { dimension: 'valence', scale: '-1-1', colours, focused: 3 })
    expect(trackAt(data, { datasetIndex: 0, index: 0 })).toBe(3)
    expect(trackAt(data, { datasetIndex: 1, index: 1 })).toBe(2)
    expect(trackAt(data, { datasetIndex: data.datasets.length - 1, index: 0 })).toBeNull()
    expect(trackAt(data, { datasetIndex: 2, index: 0 })).toBeNull()
  })

  it('leaves room for predictions beyond the scale', () => {
    expect(axisLimits([-0.2, 0.4], '-1-1')).toEqual({ min: -1.08, max: 1.08 })
    const wider = axisLimits([-0.2, 1.3], '0-1')
    expect(wider.min).toBeCloseTo(-0.24, 12)
    expect(wider.max).toBeCloseTo(1.34, 12)
  })
})

describe('the tracks that lie farthest off', () => {
  it('come worst first, without changing what was given', () => {
    expect(farthestOff(predictions, 2).map(({ trackId }) => trackId)).toEqual([2, 3])
    expect(distanceOf(predictions[2] ?? expect.fail())).toBeCloseTo(0.5, 12)
    expect(predictions.map(({ trackId }) => trackId)).toEqual([1, 2, 3, 4])
  })

  it('are named with their artist where there is one', () => {
    expect(nameOf({ title: 'Paper Window', artist: '' })).toBe('Paper Window')
    expect(nameOf({ title: 'Paper Window', artist: 'Clay' })).toBe('Paper Window – Clay')
  })
})

describe('the plane of predictions', () => {
  it('shows all as diamonds and arrows from label to prediction of the chosen alone', () => {
    const plane = planeOfPredictions(predictions)
    expect([...plane.trackIds]).toEqual([1, 2, 3, 4])
    expect(new Set(plane.source)).toEqual(new Set([predictionSource]))
    const [arrow, ...others] = arrowsOf(predictions, new Set([2, 99]), 10)
    expect(others).toEqual([])
    expect(arrow).toMatchObject({ from: { valence: 0.5, arousal: 0.2 }, to: { valence: -0.3, arousal: 0.2 } })
    expect(arrowsOf(predictions, new Set([1, 2, 3]), 2)).toHaveLength(2)
  })
})

describe('quadrants', () => {
  it('count hits among the labels of each, beside the published accuracy', () => {
    expect(quadrantShares(predictions, [0.46, 0.6, 0.45, 0.48])).toEqual([
      { quadrant: 1, tracks: 2, hits: 1, accuracy: 0.5, published: 0.46 },
      { quadrant: 2, tracks: 0, hits: 0, accuracy: null, published: 0.6 },
      { quadrant: 3, tracks: 1, hits: 0, accuracy: 0, published: 0.45 },
      { quadrant: 4, tracks: 1, hits: 1, accuracy: 1, published: 0.48 },
    ])
    expect(quadrantShares(predictions, null)[0]?.published).toBeNull()
  })
})

describe('the name of a model file', () => {
  it('holds nothing that a file system refuses', () => {
    expect(fileNameOf('Sample, 300 epochs', 'onnx')).toBe('sample-300-epochs.onnx')
    expect(fileNameOf('a/b\\c: "Ü"', 'onnx')).toMatch(/^a-b-c-u/)
    expect(fileNameOf('…', 'onnx')).toBe('model.onnx')
  })
})

import { mfccGraph } from '@main/audio/mfcc-graph'
import { initialWeights } from '@main/network/initial-weights'
import { studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { PublishedName } from '@shared/domain/published-networks'
import type { Weights } from '@main/network/weights'
import type { ModelToExport } from '@main/onnx/export-model'
import { createRandom } from '@shared/domain/random'

/** A small published network with made-up weights and running statistics, ready to be exported. */
export function modelToExport(name: PublishedName = 'audio', changes: Partial<ModelToExport> = {}): ModelToExport {
  const plan = planNetwork(publishedNetwork(name, { filters: 3, hiddenUnits: 5 }), studyInputs({ lyrics: 20, comments: 30 }))
  return {
    plan,
    weights: variedWeights(initialWeights(plan, 3)),
    mfccGraph: mfccGraph(),
    targetScale: '-1-1',
    properties: {
      name: `A ${name} model`,
      version: '1',
      runId: 'run-1',
      createdAt: '2026-11-23T00:00:00.000Z',
      engine: 'tensorflow',
      vocabularies: [],
      backbone: null,
      datasetName: 'Everything',
      datasetDigest: 'abc',
      split: null,
      crossValidation: null,
      vectorsRead: [],
      levelShift: null,
      tracks: { train: 7, validation: 2, test: 1 },
      trainingTracks: null,
      metrics: null,
      lexiconLicence: 'CC0-1.0',
      labelLicence: 'CC0-1.0',
    },
    ...changes,
  }
}

/** Weights whose normalisation constants and running statistics are not 0 and 1. */
function variedWeights(weights: Weights): Weights {
  const random = createRandom(8)
  return new Map(
    [...weights].map(([name, { dims, data }]) => {
      if (name.endsWith('mean')) return [name, { dims, data: data.map(() => random.normal() * 0.3 - (name.endsWith('.mean') ? 15 : 0)) }]
      if (name.endsWith('deviation')) return [name, { dims, data: data.map(() => 60 + 10 * random.next()) }]
      return [name, { dims, data: name.endsWith('var') ? data.map(() => 0.2 + random.next()) : data }]
    }),
  )
}

import type { Model, PredictionRow, PredictionSet } from '@shared/contract/prediction'

/** An audio model whose file is there. */
export function modelOf(part: Partial<Model> = {}): Model {
  return {
    id: 1,
    name: 'Audio 1',
    path: '/models/audio.onnx',
    sha256: '0123456789abcdef',
    runId: null,
    modality: 'audio',
    baseline: null,
    createdAt: '2026-01-02T03:04:05.000Z',
    card: '# Audio 1\n\nA model.',
    missing: false,
    ...part,
  }
}

/** A finished prediction of the folder /music. */
export function predictionSet(part: Partial<PredictionSet> = {}): PredictionSet {
  return {
    id: 1,
    modelId: 1,
    modelName: 'Audio 1',
    createdAt: '2026-01-02T03:04:05.000Z',
    state: 'done',
    predicted: 2,
    seconds: 12,
    realtime: 310,
    folders: ['/music'],
    setAside: [],
    ...part,
  }
}

/** A predicted file of a minute, named like its title. */
export function predictionRow(title: string, part: Partial<PredictionRow> = {}): PredictionRow {
  return {
    path: `/music/${title}.flac`,
    externalId: null,
    trackId: null,
    title,
    valence: 0.5,
    arousal: 0.5,
    spread: null,
    startSeconds: 0,
    durationSeconds: 60,
    excerpts: 0,
    ...part,
  }
}

import type { LibraryDatabase } from './library'
import { prepared } from './prepared'
import { trainingTracksOfRun } from './training-tracks'

/** A prediction that says something about a track's label, with the name of the model or run. */
export interface Evidence {
  trackId: number
  /** −1…1, not clipped. */
  valence: number
  arousal: number
  model: string
  /** What the network read, such as `audio` or `audio-lyrics`. */
  modality: string
}

const columns = 'p.track_id AS trackId, p.valence, p.arousal'

const predictionsOfModels = `
  SELECT ${columns}, m.name AS model, m.modality FROM predictions p
  JOIN prediction_sets s ON s.id = p.set_id JOIN models m ON m.id = s.model_id
  WHERE p.trained_on = 0 AND p.track_id IS NOT NULL`

/** A prediction of a run, from the oldest run to the newest. */
interface RunEvidence extends Evidence {
  readonly runId: string
  /** 'fold' where the network of the track's fold predicted it, which learnt from the other folds only. */
  readonly split: 'validation' | 'test' | 'fold'
}

const modalityOfRun = `coalesce(
  (SELECT group_concat(json_extract(b.value, '$.modality'), '-') FROM json_each(r.network, '$.branches') b),
  json_extract(r.settings, '$.modality'), '')`

const predictionsOfRuns = (condition: string): string => `
  SELECT ${columns}, r.name AS model, ${modalityOfRun} AS modality, r.id AS runId, p.split
  FROM runs r JOIN datasets d ON d.id = r.dataset_id CROSS JOIN run_predictions p ON p.run_id = r.id ${condition}
  WHERE p.split <> 'train' AND json_extract(d.settings, '$.proof') IS NULL ORDER BY r.created_at, r.rowid`

/**
 * For each modality and track the newest prediction that may be held against the track's label: of a model where there is one, else of a
 * run. A network only repeats what it was taught, so a prediction counts only if its network was not trained on the track, by no copy and
 * in no branch that it took over. Out-of-fold predictions count. Where the training tracks of a network are unknown, its predictions do
 * not count; neither do those of networks that prove label versions, for they learnt from labels that may not be in use.
 * @returns by modality, then by track
 */
export function evidenceByModality(database: LibraryDatabase): Map<string, Map<number, Evidence>> {
  const ofRuns = heldOut(database, prepared<RunEvidence>(database, predictionsOfRuns('')).all())
  const ofModels = prepared<Evidence>(database, `${predictionsOfModels} ORDER BY p.set_id`).all()
  const byModality = new Map<string, Map<number, Evidence>>()
  for (const evidence of [...ofRuns, ...ofModels]) {
    const ofModality = byModality.get(evidence.modality) ?? new Map<number, Evidence>()
    byModality.set(evidence.modality, ofModality.set(evidence.trackId, evidence))
  }
  return byModality
}

/** The evidence about one track, as `evidenceByModality`, the newest of all modalities; null where there is none. */
export function evidenceOfTrack(database: LibraryDatabase, trackId: number): Evidence | null {
  const ofModel = prepared<Evidence>(database, `${predictionsOfModels} AND p.track_id = ? ORDER BY p.set_id DESC LIMIT 1`).get(trackId)
  if (ofModel) return ofModel
  return heldOut(database, prepared<RunEvidence>(database, predictionsOfRuns('AND p.track_id = ?')).all(trackId)).at(-1) ?? null
}

/** Those predictions whose run was not trained on the track. */
function heldOut(database: LibraryDatabase, predictions: readonly RunEvidence[]): Evidence[] {
  const trained = new Map<string, ReadonlySet<number> | null>()
  return predictions.flatMap(({ runId, split, ...evidence }) => {
    if (split === 'fold') return evidence
    const tracks = trained.get(runId) ?? trainingTracksOfRun(database, runId)
    trained.set(runId, tracks)
    return tracks === null || tracks.has(evidence.trackId) ? [] : evidence
  })
}

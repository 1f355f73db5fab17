import type { BaselineName } from '@shared/domain/baseline'
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
  /** Which baseline it comes from; null for a network. */
  baseline: BaselineName | null
}

const columns = 'p.track_id AS trackId, p.valence, p.arousal'

const predictionsOfModels = `
  SELECT ${columns}, m.name AS model, m.modality, m.baseline FROM predictions p
  JOIN prediction_sets s ON s.id = p.set_id JOIN models m ON m.id = s.model_id
  WHERE p.trained_on = 0 AND p.track_id IS NOT NULL AND m.baseline IS NOT 'mean'`

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
  SELECT ${columns}, r.name AS model, ${modalityOfRun} AS modality, NULL AS baseline, r.id AS runId, p.split
  FROM runs r JOIN datasets d ON d.id = r.dataset_id CROSS JOIN run_predictions p ON p.run_id = r.id ${condition}
  WHERE p.split <> 'train' AND json_extract(d.settings, '$.proof') IS NULL ORDER BY r.created_at, r.rowid`

/** Out of fold with folds, else of the test set; the mean says nothing of a track. */
const predictionsOfBaselines = `
  SELECT ${columns}, 'baselines of ' || r.name AS model, ${modalityOfRun} AS modality, p.baseline, r.id AS runId,
    iif(json_extract(r.settings, '$.folds') > 1, 'fold', 'test') AS split
  FROM runs r JOIN datasets d ON d.id = r.dataset_id CROSS JOIN run_baseline_predictions p ON p.run_id = r.id
  WHERE p.baseline <> 'mean' AND json_extract(d.settings, '$.proof') IS NULL ORDER BY r.created_at, r.rowid`

/**
 * For each source (a modality, read by networks or by a kind of baseline) and track the newest prediction that may be held against the
 * track's label: of a model where there is one, else of a run. A network only repeats what it was taught, so a prediction counts only if
 * its network was not trained on the track, by no copy and in no branch that it took over. Out-of-fold predictions count. Where the
 * training tracks of a network are unknown, its predictions do not count; neither do those of networks that prove label versions, for they
 * learnt from labels that may not be in use, nor those of the mean, which says nothing of a track. The same holds of baselines.
 * @returns by source, then by track
 */
export function evidenceBySource(database: LibraryDatabase): Map<string, Map<number, Evidence>> {
  const ofRuns = heldOut(database, prepared<RunEvidence>(database, predictionsOfRuns('')).all())
  const ofBaselines = heldOut(database, prepared<RunEvidence>(database, predictionsOfBaselines).all())
  const ofModels = prepared<Evidence>(database, `${predictionsOfModels} ORDER BY p.set_id`).all()
  const bySource = new Map<string, Map<number, Evidence>>()
  for (const evidence of [...ofRuns, ...ofBaselines, ...ofModels]) {
    const source = evidence.baseline === null ? evidence.modality : `${evidence.modality} ${evidence.baseline}`
    const ofSource = bySource.get(source) ?? new Map<number, Evidence>()
    bySource.set(source, ofSource.set(evidence.trackId, evidence))
  }
  return bySource
}

/**
 * The evidence about one track, as `evidenceBySource`: the newest of all models, else of the network of a run; null where there is none.
 */
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

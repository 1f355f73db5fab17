import { describe, expect, it } from 'vitest'
import { evidenceBySource, evidenceOfTrack } from '@main/store/evidence'
import type { LibraryDatabase } from '@main/store/library'
import { replaceRunPredictions } from '@main/store/runs'
import { temporaryLibrary } from '../../helpers/library'
import { testRunId } from '../../helpers/run-id'
import { addTrack } from '../../helpers/track'

const [first, second, third] = [testRunId(1), testRunId(2), testRunId(3)]

/** Four tracks: 1 trains, 2 has a copy that trains, 3 and 4 test. A second dataset trains on 3. */
function libraryWithDatasets(): LibraryDatabase {
  const library = temporaryLibrary()
  const { database } = library
  for (let track = 1; track <= 4; track += 1) addTrack(library)
  database.exec(`
    INSERT INTO datasets (id, name, settings, digest, licence, created_at) VALUES (7, 'Own', '{}', '', '', ''),
      (8, 'Other', '{}', '', '', '');
    INSERT INTO dataset_tracks VALUES (7, 1, 'train', 0, 0, 'tags'), (7, 2, 'test', 0, 0, 'tags'), (7, 3, 'test', 0, 0, 'tags'),
      (7, 4, 'test', 0, 0, 'tags'), (8, 3, 'train', 0, 0, 'tags');
    INSERT INTO dataset_samples (dataset_id, track_id, copy, split, valence, arousal) VALUES (7, 1, 0, 'train', 0, 0),
      (7, 2, 0, 'test', 0, 0), (7, 2, 1, 'train', 0, 0), (7, 3, 0, 'test', 0, 0), (7, 4, 0, 'validation', 0, 0), (8, 3, 0, 'train', 0, 0)`)
  return database
}

function addRun(database: LibraryDatabase, id: string, datasetId: number, takenOver: string | null = null): void {
  const settings = JSON.stringify({ fusion: takenOver === null ? null : { runs: { audio: takenOver } } })
  database
    .prepare(
      `INSERT INTO runs (id, name, dataset_id, settings, network, parameters, engine, device, state, created_at)
       VALUES (?, ?, ?, ?, '{}', 1, '', '', 'done', ?)`,
    )
    .run(id, `Run ${id.slice(-1)}`, datasetId, settings, id)
}

function addRunPredictions(database: LibraryDatabase, runId: string, splits: readonly string[]): void {
  const insert = database.prepare('INSERT INTO run_predictions VALUES (?, ?, ?, 0, 0, 0.5, 0.5)')
  splits.forEach((split, index) => insert.run(runId, index + 1, split))
}

/** Tracks with evidence, asked for at once and one by one. */
function tracksWithEvidence(database: LibraryDatabase): number[] {
  const tracks = [...new Set([...evidenceBySource(database).values()].flatMap((tracks) => [...tracks.keys()]))].sort()
  expect([1, 2, 3, 4].filter((trackId) => evidenceOfTrack(database, trackId) !== null)).toEqual(tracks)
  return tracks
}

describe('evidence about labels', () => {
  it('comes from runs that were not trained on the track, nor on a copy of it', () => {
    const database = libraryWithDatasets()
    addRun(database, first, 7)
    addRunPredictions(database, first, ['train', 'test', 'test', 'validation'])
    expect(tracksWithEvidence(database)).toEqual([3, 4])
  })

  it('leaves out what a branch that was taken over was trained on, and everything where that is unknown', () => {
    const database = libraryWithDatasets()
    addRun(database, first, 8)
    addRun(database, second, 7, first)
    addRunPredictions(database, second, ['train', 'test', 'test', 'validation'])
    expect(tracksWithEvidence(database)).toEqual([4])
    database.prepare('DELETE FROM runs WHERE id = ?').run(first)
    expect(tracksWithEvidence(database)).toEqual([])
  })

  it('counts out-of-fold predictions of every track', () => {
    const database = libraryWithDatasets()
    addRun(database, first, 7)
    addRunPredictions(database, first, ['fold', 'fold', 'fold', 'fold'])
    expect(tracksWithEvidence(database)).toEqual([1, 2, 3, 4])
  })

  it('is the newest one: of models before runs', () => {
    const database = libraryWithDatasets()
    for (const run of [first, second, third]) {
      addRun(database, run, 7)
      addRunPredictions(database, run, ['train', 'train', 'train', run === third ? 'train' : 'test'])
    }
    expect(evidenceOfTrack(database, 4)).toMatchObject({ trackId: 4, model: 'Run 2' })
    database.exec(`
      INSERT INTO models (id, name, path, sha256, modality, card, created_at) VALUES (1, 'Model', 'm', 's', 'audio', '', '');
      INSERT INTO prediction_sets (id, model_id, folders, state, created_at) VALUES (1, 1, '[]', 'done', ''), (2, 1, '[]', 'done', '');
      INSERT INTO predictions (set_id, path, track_id, valence, arousal, start_seconds, duration_seconds, trained_on) VALUES
        (1, 'p', 4, 0.1, 0.1, 0, 60, 0), (2, 'p', 4, 0.2, 0.2, 0, 60, 1), (1, 'q', 1, 0.3, 0.3, 0, 60, NULL)`)
    const model = { trackId: 4, model: 'Model', modality: 'audio', baseline: null, valence: 0.1, arousal: 0.1 }
    expect(evidenceOfTrack(database, 4)).toEqual(model)
    expect(evidenceBySource(database).get('audio')?.get(4)).toEqual(model)
  })

  describe('of baselines', () => {
    const addBaseline = (database: LibraryDatabase, runId: string, baseline: string, trackIds: readonly number[]): void => {
      for (const trackId of trackIds)
        database.prepare('INSERT INTO run_baseline_predictions VALUES (?, ?, ?, 0.3, 0.3)').run(runId, baseline, trackId)
    }

    it('stands beside that of the network, each kind by itself; the mean says nothing', () => {
      const database = libraryWithDatasets()
      addRun(database, first, 7)
      database.prepare("UPDATE runs SET settings = json_set(settings, '$.folds', 4, '$.modality', 'audio')").run()
      addRunPredictions(database, first, ['fold', 'fold', 'fold', 'fold'])
      for (const baseline of ['mean', 'forest', 'ridge']) addBaseline(database, first, baseline, [1, 2, 3, 4])
      const found = evidenceBySource(database)
      expect([...found.keys()]).toEqual(['audio', 'audio forest', 'audio ridge'])
      expect(found.get('audio forest')?.get(1)).toEqual({
        trackId: 1,
        model: 'baselines of Run 1',
        modality: 'audio',
        baseline: 'forest',
        valence: 0.3,
        arousal: 0.3,
      })
    })

    it('counts for a test track only where no copy of it trained', () => {
      const database = libraryWithDatasets()
      addRun(database, first, 7)
      addBaseline(database, first, 'forest', [2, 3])
      expect([...(evidenceBySource(database).get(' forest')?.keys() ?? [])]).toEqual([3])
    })

    it('goes when the run is measured anew, until they are computed again', () => {
      const database = libraryWithDatasets()
      addRun(database, first, 7)
      addBaseline(database, first, 'forest', [3])
      replaceRunPredictions(database, first, [])
      expect(evidenceBySource(database).size).toBe(0)
    })
  })
})

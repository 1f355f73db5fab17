import type { LibraryDatabase } from '@main/store/library'
import { testRunId } from './run-id'

const digest = (trackId: number): string => String(trackId).padStart(64, '0')

/**
 * Puts at least one row into every table of a library that has the shipped lexicon (id 1) and stems: three tracks with files, texts,
 * tags and excerpts; labels by hand, from tags and from comments, one of an excerpt and one that was taken back; a dataset with samples;
 * a run with epochs and predictions; a model with predictions; word vectors; a backbone.
 */
export function fillLibrary(database: LibraryDatabase): void {
  database.exec(`
    INSERT INTO tracks (id, external_id, title, artist, created_at) VALUES
      (3, 'song-3', 'Dawn', 'Ada', 'then'), (5, 'song-5', 'Noon', 'Ben', 'then'), (8, NULL, 'Dusk', 'Cleo', 'then');
    INSERT INTO files VALUES
      (3, '/music/dawn.mp3', '${digest(3)}', 1, 1, 'mp3', 60, 44100, 2, -14, 0),
      (5, '/music/noon.mp3', '${digest(5)}', 1, 1, 'mp3', 60, 44100, 2, NULL, 1);
    INSERT INTO duplicate_files VALUES ('/copies/dawn.mp3', '${digest(3)}', 1, 1);
    INSERT INTO set_aside VALUES ('/music/broken.mp3', 'file-invalid', 'It is broken.', 'Mend it.', 1, 1, 'then');
    INSERT INTO texts VALUES (3, 'lyrics', 'la la', NULL, 'test', 'then'), (5, 'comments', 'fine', '["fine"]', 'test', 'then');
    INSERT INTO excerpts VALUES (2, 3, 0, 10, 'then', NULL), (4, 5, 5, 15, 'then', 'later');
    INSERT INTO tags VALUES (1, 'happy', 'happiness'), (2, 'rock', NULL);
    INSERT INTO mapped_tags VALUES ('mellow', 'comfort'), ('seen live', NULL);
    INSERT INTO word_changes (word, into_word, change) VALUES ('grief', 'sadness', 'merge');
    INSERT INTO track_tags VALUES (3, 1, 7), (3, 2, 1), (5, 1, 2);
    INSERT INTO label_versions VALUES (6, '{"kind":"published"}', 1, 'Circumplex 27', 'CC0-1.0', '', 'tester', 2, 1, 1, 'then');
    INSERT INTO labels (id, track_id, excerpt_id, valence, arousal, source, author, version_id, created_at) VALUES
      (11, 3, NULL, 0.5, 0.5, 'tags', 'tester', 6, 'then'), (12, 5, NULL, -0.5, 0.5, 'tags', 'tester', 6, 'then'),
      (13, 3, NULL, 0.2, -0.4, 'human', 'tester', NULL, 'then'), (15, 3, 2, 0.1, 0.3, 'human', 'tester', NULL, 'then'),
      (17, 8, NULL, -0.1, -0.3, 'comments', 'tester', NULL, 'then'), (19, 5, NULL, 0, 0, 'imported', 'tester', NULL, 'then'),
      (20, 5, NULL, NULL, NULL, 'imported', 'tester', NULL, 'then');
    INSERT INTO current_labels (track_id, label_id, valence, arousal, source, quadrant)
      VALUES (3, 13, 0.2, -0.4, 'human', 4), (5, 12, -0.5, 0.5, 'tags', 2), (8, 17, -0.1, -0.3, 'comments', 3);
    INSERT INTO checked_sets VALUES (31, 'By ear', 'none', 1, 'then', 'then');
    INSERT INTO checked_set_tracks VALUES (31, 8, 0, -0.1, -0.2);
    INSERT INTO datasets VALUES (9, 'All', '{}', 'digest', 6, 'CC0-1.0', 'then', NULL, '{}');
    INSERT INTO dataset_tracks VALUES (9, 3, 'train', 0.2, -0.4, 'human'), (9, 5, 'test', -0.5, 0.5, 'tags');
    INSERT INTO dataset_samples VALUES
      (9, 3, 0, 'train', 2, 0, 10, 0.1, 0.3, NULL), (9, 3, 1, 'train', NULL, 2, 75, 0.2, -0.4, 7),
      (9, 5, 0, 'test', NULL, NULL, NULL, -0.5, 0.5, NULL);
    INSERT INTO dataset_order VALUES (9, 3, 1, 'artist ada'), (9, 5, 0, 'artist ben');
    INSERT INTO runs (id, name, dataset_id, settings, network, parameters, engine, device, state, created_at) VALUES
      ('${testRunId()}', 'First', 9, '{}', '{}', 10, 'tensorflow', 'cpu', 'done', 'then');
    INSERT INTO run_epochs VALUES ('${testRunId()}', 0, 1, '{}');
    INSERT INTO run_predictions VALUES ('${testRunId()}', 5, 'test', -0.5, 0.5, -0.4, 0.4);
    INSERT INTO run_baseline_predictions VALUES ('${testRunId()}', 'forest', 5, -0.3, 0.3);
    INSERT INTO models VALUES (21, 'Model', 'models/model.onnx', 'sha', '${testRunId()}', 'audio', '# Card', 'then', 'forest');
    INSERT INTO searches (id, name, dataset_id, settings, created_at) VALUES ('${testRunId()}', 'Search', 9, '{}', 'then');
    INSERT INTO search_trials (search_id, number, bracket, trial_values, settings, network, state, epochs) VALUES
      ('${testRunId()}', 1, 0, '{}', '{}', '{}', 'reached', 3);
    INSERT INTO prediction_sets (id, model_id, folders, state, created_at) VALUES (22, 21, '[]', 'done', 'then');
    INSERT INTO predictions (set_id, path, track_id, valence, arousal, start_seconds, duration_seconds) VALUES
      (22, '/music/dawn.mp3', 3, 0.3, -0.2, 0, 60);
    INSERT INTO prediction_excerpts VALUES (22, '/music/dawn.mp3', 0, 30, 0.4, -0.1), (22, '/music/dawn.mp3', 30, 60, 0.2, -0.3);
    INSERT INTO embeddings VALUES (1, 'Words', 'trained', '["lyrics"]', '{}', NULL, 10, 300, 'digest', '{}', 'then', '[3]');
    INSERT INTO backbones VALUES (1, 'Listener', '{}', 'digest', 100, 8, 'then');`)
}

/** Every row of every table of the schema, by table; of the search index nothing but what it finds. */
export function everyRow(database: LibraryDatabase): Record<string, unknown[]> {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
  const rows = tables.map((table): [string, unknown[]] => [table, database.prepare(`SELECT * FROM "${table}"`).all()])
  const found = database.prepare("SELECT rowid FROM track_search WHERE track_search MATCH 'dawn'").all()
  return { ...Object.fromEntries(rows), found }
}

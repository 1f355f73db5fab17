import { createHash, randomUUID } from 'node:crypto'
import type { LibraryDatabase } from '../library'
import { rebuildTable } from '../rebuild-table'

const hex = '[0-9a-f]'
/** Pattern of GLOB for the UUIDs that name runs. */
const uuid = [hex.repeat(8), hex.repeat(4), `[1-8]${hex.repeat(3)}`, `[89ab]${hex.repeat(3)}`, hex.repeat(12)].join('-')
const isDigest = `length(digest) BETWEEN 8 AND 128 AND digest NOT GLOB '*[^0-9a-f]*'`

const runsDefinition = `(
  id TEXT PRIMARY KEY NOT NULL CONSTRAINT a_run_id_is_a_uuid CHECK (id GLOB '${uuid}'),
  name TEXT NOT NULL,
  dataset_id INTEGER NOT NULL REFERENCES datasets (id),
  settings TEXT NOT NULL,
  network TEXT NOT NULL,
  parameters INTEGER NOT NULL,
  engine TEXT NOT NULL,
  device TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'running', 'done', 'stopped', 'interrupted', 'failed')),
  best_epoch INTEGER,
  metrics TEXT,
  failure TEXT,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  leak TEXT
) STRICT`

const filesDefinition = `(
  track_id INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  path TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL UNIQUE CONSTRAINT a_digest_is_hexadecimal CHECK (${isDigest}),
  size_bytes INTEGER NOT NULL,
  modified_at_ms INTEGER NOT NULL,
  format TEXT NOT NULL,
  duration_seconds REAL NOT NULL,
  sample_rate INTEGER NOT NULL,
  channels INTEGER NOT NULL,
  loudness_db REAL,
  missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1))
) STRICT`

/**
 * Values that become names of files and folders are held to their form: a run's id (`runs/ID`) to UUIDs, a file's digest
 * (`features/peaks/DIGEST.wav`) to hexadecimal digits. Before, a library that somebody else had made could hold '../../x' there, and
 * deleting the run removed that folder. The numeric ids of word vectors are held to integers by their tables already.
 *
 * A library with such a value still opens, because its labels are worth more than one run's files: the run gets a new id and its failure
 * says so, the file gets another digest and is read anew at the next import. What lies at the old path is left alone.
 */
export function idsInPaths0090(database: LibraryDatabase): void {
  replaceForeignRunIds(database)
  replaceForeignDigests(database)
  rebuildTable(database, 'runs', { definition: runsDefinition })
  rebuildTable(database, 'files', { definition: filesDefinition })
}

function replaceForeignRunIds(database: LibraryDatabase): void {
  const foreign = database.prepare<[], string>(`SELECT id FROM runs WHERE id NOT GLOB '${uuid}'`).pluck().all()
  for (const old of foreign) {
    const id = randomUUID()
    database.prepare('UPDATE run_epochs SET run_id = ? WHERE run_id = ?').run(id, old)
    database.prepare('UPDATE run_predictions SET run_id = ? WHERE run_id = ?').run(id, old)
    database.prepare('UPDATE models SET run_id = ? WHERE run_id = ?').run(id, old)
    // Settings of a fusion name the runs that it goes on from.
    database.prepare('UPDATE runs SET settings = replace(settings, json_quote(?), json_quote(?))').run(old, id)
    const reason =
      `This run had the id “${old}”, which Circumplex does not give. It has a new one, without the files under the old one. ` +
      'Train it again, or delete it.'
    database.prepare("UPDATE runs SET id = ?, failure = ? || coalesce(' ' || failure, '') WHERE id = ?").run(id, reason, old)
  }
}

function replaceForeignDigests(database: LibraryDatabase): void {
  const foreign = database.prepare<[], string>(`SELECT digest FROM files WHERE NOT (${isDigest})`).pluck().all()
  // Another time of modification than the disk's makes the next import read the file.
  const replace = database.prepare('UPDATE files SET digest = ?, modified_at_ms = 0 WHERE digest = ?')
  for (const old of foreign) replace.run(createHash('sha256').update(old).digest('hex'), old)
}

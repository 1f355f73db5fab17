import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { comparisonSchema, type Comparison } from '@shared/contract/comparison'
import type { DevelopmentSet } from './sets'

const run = promisify(execFile)
const runsSchema = z.array(z.object({ id: z.string(), name: z.string(), state: z.string() }))
const rowSchema = z.record(z.string(), z.string())

/** The name under which each set is frozen, and how many folds its runs have. */
const dataset = 'middle'
const folds = 5

/** A set's library: made where it is not there yet; what it holds already is not trained again. */
export interface SetLibrary {
  readonly directory: string
  readonly comparison: Comparison
  /** Names of runs by their id. */
  readonly runs: ReadonlyMap<string, string>
}

/**
 * Imports a set by the command line, freezes it, trains its runs in folds and compares its rows.
 * @param folder where libraries of sets lie
 * @param music the folder of the music that the table names
 * @param report gets a sentence before each step
 */
export async function librarySet(
  set: DevelopmentSet,
  { folder, music, report }: { folder: string; music: string; report: (sentence: string) => void },
): Promise<SetLibrary> {
  const directory = join(folder, `${set.name}.circumplex`)
  const cli = async (...commandLine: readonly string[]): Promise<unknown> => {
    report(`${set.name}: ${commandLine.join(' ')}`)
    const options = { maxBuffer: 1e9, cwd: process.cwd() }
    const { stdout } = await run(process.execPath, ['scripts/cli.mjs', ...commandLine, '--json', '--library', directory], options)
    return JSON.parse(stdout)
  }
  if (!existsSync(directory)) {
    await cli('library', 'create')
    await (set.kind === 'music' ? importMusic(cli, set, folder, music) : importTexts(cli, set, folder))
    if (set.artist !== undefined) nameArtists(join(directory, 'library.sqlite'), artistsOf(set, set.artist))
    await cli('dataset', 'freeze', '--name', dataset, '--modality', set.kind === 'music' ? 'audio' : set.kind, ...set.frozen)
  }
  const modality = set.kind === 'music' ? 'audio' : set.kind
  for (const { name, options } of set.runs) {
    const there = runsSchema.parse(await cli('runs', 'list', '--archived')).some((each) => each.name === name && each.state === 'done')
    if (!there)
      await cli(
        'train',
        '--dataset',
        dataset,
        '--modality',
        modality,
        '--folds',
        String(folds),
        '--name',
        name,
        '--engine',
        'onnx',
        ...options,
      )
  }
  const runs = new Map(runsSchema.parse(await cli('runs', 'list', '--archived')).map(({ id, name }) => [id, name]))
  const models = [...new Set([...set.rows.map(({ model }) => model), ...set.differences.flatMap(({ one, other }) => [one, other])])]
  return { directory, runs, comparison: comparisonSchema.parse(await cli('runs', 'compare', ...models, '--each')) }
}

type Cli = (...commandLine: readonly string[]) => Promise<unknown>

const rowsOf = ({ table }: DevelopmentSet): Record<string, string>[] =>
  z.array(rowSchema).parse(parse(readFileSync(join(process.cwd(), '..', 'shared', 'data', table), 'utf8'), { columns: true }))

/** What a column says of each file, by its name. */
const artistsOf = (set: DevelopmentSet, column: string): ReadonlyMap<string, string> =>
  new Map(rowsOf(set).map((row) => [row['track'] ?? '', row[column] ?? '']))

/** Gives tracks other artists, which no command does: a dataset keeps those of one artist together. */
function nameArtists(path: string, artists: ReadonlyMap<string, string>): void {
  const database = new Database(path)
  const files = database.prepare<[], { trackId: number; path: string }>('SELECT track_id AS trackId, path FROM files').all()
  const rename = database.prepare('UPDATE tracks SET artist = ? WHERE id = ?')
  for (const { trackId, path: file } of files) rename.run(artists.get(basename(file)) ?? '', trackId)
  database.close()
}

/** Songs are labels of their own file, on 0…1. */
async function importMusic(cli: Cli, set: DevelopmentSet, folder: string, music: string): Promise<void> {
  await cli('import', 'audio', music)
  const labels = rowsOf(set).map(({ track = '', valence = '', arousal = '' }) => ({ track, valence, arousal }))
  const path = join(folder, `${set.name}-labels.csv`)
  writeFileSync(path, stringify(labels, { header: true }))
  await cli('labels', 'import', path, '--scale', '0-1')
}

/** Texts become comments of a track without audio; their labels state valence alone, on −1…1. */
async function importTexts(cli: Cli, set: DevelopmentSet, folder: string): Promise<void> {
  const rows = rowsOf(set)
  const texts = join(folder, `${set.name}-texts.csv`)
  writeFileSync(
    texts,
    stringify(
      rows.map(({ track = '', text = '' }) => ({ track, text })),
      { header: true },
    ),
  )
  await cli('import', 'text', '--kind', 'comments', texts)
  const labels = join(folder, `${set.name}-labels.csv`)
  writeFileSync(
    labels,
    stringify(
      rows.map(({ track = '', valence = '' }) => ({ track, valence })),
      { header: true },
    ),
  )
  await cli('labels', 'import', labels, '--scale=-1-1')
}

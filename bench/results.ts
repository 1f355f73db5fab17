import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { librarySet } from './results/set-library'
import { developmentSets } from './results/sets'
import { tablesOf, withTables } from './results/tables'

/**
 * The tables of docs/results.md: `npm run bench -- results [SET …] [--write]`. Libraries are kept in the user's cache, so that a second
 * call trains only what is new; delete them to begin anew.
 */
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'circumplex')
const folder = process.env['CIRCUMPLEX_BENCH_LIBRARIES'] ?? join(cache, 'results')
/** Names the folder of the songs that the table of labels names. */
const musicVariable = 'CIRCUMPLEX_BENCH_MUSIC'
const page = join(process.cwd(), 'docs', 'results.md')
const report = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const writes = process.argv.includes('--write')
const music = process.env[musicVariable] ?? ''

mkdirSync(folder, { recursive: true })
for (const set of developmentSets.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  if (!existsSync(join(process.cwd(), '..', 'shared', 'data', set.table))) {
    report(`${set.name} is left out: there is no table ${set.table}.`)
    continue
  }
  if (set.kind === 'music' && !existsSync(music)) {
    report(`${set.name} is left out: set ${musicVariable} to the folder of the songs that ${set.table} names.`)
    continue
  }
  const { comparison, runs } = await librarySet(set, { folder, music, report })
  const { markdown, figures } = tablesOf(set, comparison, runs)
  for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`)
  if (writes) writeFileSync(page, withTables(readFileSync(page, 'utf8'), set.name, markdown))
  else report(`\n${markdown}\n`)
}

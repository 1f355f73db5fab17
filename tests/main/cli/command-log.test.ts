import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openCommandLog } from '@main/cli/command-log'
import { reportFailure } from '@main/cli/run-command'
import { Failure } from '@shared/domain/failure'
import { temporaryFolder } from '../../helpers/library'
import { runCli } from '../../helpers/run-cli'

describe('the log of the command line', () => {
  it('takes entries with their time, and shows them too', () => {
    const shown: string[] = []
    const log = openCommandLog(temporaryFolder(), (entry) => shown.push(entry))
    expect(existsSync(log.path)).toBe(false)
    log.write('first')
    log.write('second')
    expect(readFileSync(log.path, 'utf8')).toMatch(/^\d{4}-\S+Z first\n\d{4}-\S+Z second\n$/)
    expect(shown).toEqual(['first', 'second'])
  })

  it('makes way for a new file when it is large', () => {
    const log = openCommandLog(temporaryFolder(), () => {})
    log.write('first')
    writeFileSync(log.path, 'x'.repeat(1_000_001))
    log.write('second')
    expect(readFileSync(log.path, 'utf8')).toMatch(/ second\n$/)
    expect(readFileSync(`${log.path}.old`, 'utf8')).toHaveLength(1_000_001)
  })

  it('stops no command when it cannot be written', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'logs'), 'a file, not a folder')
    expect(() => openCommandLog(folder, () => {}).write('lost')).not.toThrow()
  })

  it('has the cause of an unexpected failure, and nothing of an expected one', () => {
    const entries: string[] = []
    const log = { path: '/log', write: (entry: string) => void entries.push(entry) }
    expect(reportFailure(new Failure('not-found', 'No such run.', 'See the list.'), log)).toBe(1)
    expect(reportFailure(new Failure('cancelled', 'Stopped.', 'Start it again.'), log)).toBe(130)
    expect(entries).toEqual([])
    expect(reportFailure(new TypeError('torn'), log)).toBe(1)
    expect(entries).toEqual([expect.stringMatching(/^\[[0-9a-f]{8}\] TypeError: torn\n {4}at /)])
  })
})

const built = existsSync(fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url)))

describe.skipIf(!built)('a command that fails unexpectedly', () => {
  it('names the entry of its log; --verbose prints the cause', async () => {
    const userData = temporaryFolder()
    const library = join(userData, 'Mine.circumplex')
    expect((await runCli(['library', 'create', '--library', library], userData)).exitCode).toBe(0)
    const database = new Database(join(library, 'library.sqlite'))
    database.exec('DROP TABLE embeddings')
    database.close()
    const list = ['embedding', 'list', '--library', library]
    const quiet = await runCli(list, userData)
    const [, path = '', id = ''] = /The cause is in (\S+) under \[([0-9a-f]{8})\]/.exec(quiet.stderr) ?? []
    expect(quiet.stderr).not.toContain('SqliteError')
    expect(readFileSync(path, 'utf8')).toContain(`[${id}] SqliteError: no such table: embeddings`)
    expect((await runCli([...list, '--verbose'], userData)).stderr).toMatch(/\[[0-9a-f]{8}\] SqliteError: [^]*\n {4}at /)
  })
})

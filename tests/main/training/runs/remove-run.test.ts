import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { removeRun } from '@main/training/runs/manage-runs'
import { migrate } from '@main/store/migrate'
import { migrations } from '@main/store/migrations'
import { openLibrary } from '@main/library/open-library'
import { temporaryFolder, testTime } from '../../../helpers/library'
import { testRunId } from '../../../helpers/run-id'
import { createTestContext, type TestContext } from '../../../helpers/service-context'
import { addStoredRun, addUncheckedRun } from '../../../helpers/stored-run'

/** A folder with a file outside of every library, and the id that leads to it from `runs` or `embeddings`. */
function outsideFolder(): { id: string; file: string } {
  const folder = temporaryFolder()
  const file = join(folder, 'precious.txt')
  writeFileSync(file, 'kept')
  return { id: `../../${basename(folder)}`, file }
}

const runIds = ({ library }: TestContext): unknown[] => library.database.prepare('SELECT id FROM runs ORDER BY id').pluck().all()

describe('deleting a run', () => {
  it('removes the folder of that run and no other', async () => {
    const test = createTestContext()
    const folders = [1, 2].map((number) => join(test.library.directory, 'runs', testRunId(number)))
    for (const folder of folders) mkdirSync(folder)
    for (const number of [1, 2]) addStoredRun(test.library.database, testRunId(number))
    await removeRun(test.context, testRunId(1))
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, true])
    expect(runIds(test)).toEqual([testRunId(2)])
  })

  it('never removes a folder outside of the library, and then keeps the run', async () => {
    const test = createTestContext()
    const { id, file } = outsideFolder()
    addUncheckedRun(test.library.database, id)
    await expect(removeRun(test.context, id)).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining(id) })
    expect(existsSync(file)).toBe(true)
    expect(runIds(test)).toEqual([id])
  })

  it('says which run is unknown', async () => {
    await expect(removeRun(createTestContext().context, testRunId(5))).rejects.toMatchObject({ code: 'not-found' })
  })
})

it('a library of version 80 with such a run opens, and deleting the run leaves the folder outside alone', async () => {
  const directory = join(temporaryFolder(), 'Theirs.circumplex')
  const { id, file } = outsideFolder()
  mkdirSync(join(directory, 'backups'), { recursive: true })
  const old = new Database(join(directory, 'library.sqlite'))
  migrate(
    old,
    () => undefined,
    migrations.filter(({ version }) => version <= 80),
  )
  addStoredRun(old, id)
  old.close()
  const library = openLibrary(directory, testTime)
  const test = createTestContext()
  const context = { ...test.context, library: () => library }
  const runId = library.database.prepare<[], string>('SELECT id FROM runs').pluck().get() ?? expect.unreachable('there is a run')
  mkdirSync(join(directory, 'runs', runId))
  await removeRun(context, runId)
  expect(existsSync(join(directory, 'runs', runId))).toBe(false)
  expect(existsSync(file)).toBe(true)
  library.close()
})

import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addTrainingCommands } from '@main/cli/commands/training-commands'
import { commandsOnLibrary } from '../../helpers/commands'
import { testRunId } from '../../helpers/run-id'
import { addStoredRun } from '../../helpers/stored-run'

it('runs have notes and tags, are listed by tag, and archived ones when they are asked for', async () => {
  const { folder, run } = await commandsOnLibrary([addTrainingCommands])
  const database = new Database(join(folder, 'Test.circumplex', 'library.sqlite'))
  for (const [number, name] of ['First', 'Second'].entries()) addStoredRun(database, testRunId(number + 1), name)
  database.close()
  const listed = async (...options: string[]) =>
    ((await run('runs', 'list', ...options)).value as { name: string }[]).map(({ name }) => name)

  expect(await run('runs', 'tag', 'First', '+paper', '+draft', '-none')).toMatchObject({ value: { tags: ['draft', 'paper'] } })
  expect(await run('runs', 'tag', 'First', '-draft', '+audio only')).toMatchObject({ value: { tags: ['audio only', 'paper'] } })
  expect(await listed('--tag', 'Paper', 'audio only')).toEqual(['First'])
  expect(await listed('--tag', 'paper', '--tag', 'draft')).toEqual([])
  await expect(run('runs', 'tag', 'First', 'paper')).rejects.toThrow(/“paper” has no sign/u)

  await run('runs', 'note', 'First', 'the one of the paper')
  const { lines } = await run('runs', 'note', 'First', 'another')
  expect(lines).toContain('It was: the one of the paper')
  expect((await run('runs', 'show', 'First')).lines.join('\n')).toMatch(/tags +audio only, paper\nnote +another/u)

  await run('runs', 'archive', 'First')
  expect(await listed()).toEqual(['Second'])
  expect(await listed('--archived')).toEqual(['Second', 'First'])
  expect((await run('runs', 'list', '--archived')).lines.join('\n')).toContain('done, archived')
  await run('runs', 'restore', 'First')
  expect(await listed()).toEqual(['Second', 'First'])
})

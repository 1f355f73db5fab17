import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/library'
import { cliJson, runCli } from '../../helpers/run-cli'

/** What it proves is shown by `repair.test.ts` and by the window test of the same name. */
it('refuses by command line what cannot be proved', async () => {
  const folder = temporaryFolder()
  const library = ['--library', join(folder, 'Tagged.circumplex')]
  const run = <Value>(...commandLine: string[]): Promise<Value> => cliJson<Value>([...commandLine, ...library], folder)
  writeFileSync(
    join(folder, 'tags.csv'),
    `track,tag,count\n${Array.from({ length: 40 }, (_, index) => `song ${index},joy,5`).join('\n')}\n`,
  )
  await run('library', 'create')
  await run('import', 'tags', join(folder, 'tags.csv'))
  await run('labels', 'derive')
  await run('labels', 'derive', '--scheme', 'occurrence')
  await run('checked', 'create', 'By ear', '--size', '12')
  const repair = (versions: string, against: string, ...more: string[]) =>
    runCli(['experiment', 'repair', '--versions', versions, '--against', against, ...more, ...library], folder)
  const refused = (exitCode: number, stderr: string) => ({ exitCode, stderr: expect.stringContaining(stderr) as string })
  expect(await repair('1,x', 'truth')).toMatchObject(refused(2, 'such as 1,3'))
  expect(await repair('1', 'truth')).toMatchObject(refused(1, 'two or more label versions'))
  expect(await repair('1,2', 'truth')).toMatchObject(refused(1, 'no true coordinates'))
  expect(await repair('1,2', 'checked:By ear')).toMatchObject(refused(1, 'Nobody has labelled'))
  expect(await run<unknown[]>('dataset', 'list')).toEqual([])
}, 120_000)

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import { addRepairCommand } from '@main/cli/commands/repair-command'
import { commandsOnLibrary } from '../../helpers/commands'

/** What it proves is shown by `repair.test.ts` and by the window test of the same name. */
it('refuses by command line what cannot be proved', async () => {
  const { folder, session, run } = await commandsOnLibrary([addRepairCommand])
  const tags = join(folder, 'tags.csv')
  writeFileSync(tags, `track,tag,count\n${Array.from({ length: 40 }, (_, index) => `song ${index},joy,5`).join('\n')}\n`)
  await session.call('import.tags', { path: tags })
  for (let version = 0; version < 2; version += 1) await session.call('labels.derive', { scheme: publishedScheme, note: '' })
  await session.call('checked.create', { name: 'By ear', size: 12 })
  const repair = (versions: string, against: string, ...more: string[]) =>
    run('repair', '--versions', versions, '--against', against, ...more)
  await expect(repair('1,x', 'truth')).rejects.toThrow('such as 1,3')
  await expect(repair('1', 'truth')).rejects.toThrow('two or more label versions')
  await expect(repair('1,2', 'truth', '--seeds', '1')).rejects.toThrow('3 seeds or more')
  await expect(repair('1,7', 'truth')).rejects.toThrow('no label version 7')
  await expect(repair('1,2', 'truth')).rejects.toThrow('no true coordinates')
  await expect(repair('1,2', 'checked:Mine')).rejects.toThrow('no checked set "Mine"')
  await expect(repair('1,2', 'checked:By ear')).rejects.toThrow('Nobody has labelled')
  await expect(run('repair', '--versions', '1,2')).rejects.toThrow('--versions and --against are needed, or --remove')
  await expect(run('repair', '--remove', 'Mine')).rejects.toThrow('no proof named “Mine”')
  await expect(repair('1,2', 'truth', '--remove', 'Mine')).rejects.toThrow('cannot be used with')
  expect(await session.call('datasets.list', null)).toEqual([])
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addDatasetCommands } from '@main/cli/commands/dataset-commands'
import { addImportCommands } from '@main/cli/commands/import-commands'
import { addLabelCommands } from '@main/cli/commands/label-commands'
import { addTrainingCommands } from '@main/cli/commands/training-commands'
import { commandsOnLibrary } from '../../helpers/commands'

it('a file that is written stands last or behind --out, and its ending says the format', async () => {
  const { folder, run } = await commandsOnLibrary([addDatasetCommands, addImportCommands, addLabelCommands, addTrainingCommands])
  const tags = join(folder, 'tags.csv')
  writeFileSync(tags, `track,tag,count\n${Array.from({ length: 12 }, (_, index) => `song ${index},happiness,5`).join('\n')}\n`)
  await run('import', 'tags', tags)
  await run('labels', 'derive')
  await run('dataset', 'freeze', '--name', 'All', '--modality', 'none')
  const path = join(folder, 'rows.json')
  const { value } = await run('dataset', 'export', '--out', path, '--dataset', 'All', '--folds', '3', '--seed', '2')
  expect(value).toEqual({ path, samples: 12 })
  const rows = JSON.parse(readFileSync(path, 'utf8')) as { fold: number }[]
  expect(rows.map(({ fold }) => fold).sort()).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
  await expect(run('dataset', 'export', path, '--out', path, '--dataset', 'All')).rejects.toThrow(/name the file to write once/u)
  await expect(run('runs', 'export', 'none')).rejects.toThrow(/name the file to write once/u)
  await expect(run('runs', 'export', 'none', '--out', path)).rejects.toThrow(/There is no run "none"/u)
  await expect(run('runs', 'bundle', 'none', path)).rejects.toThrow(/There is no run "none"/u)
})

it('a bundle says the settings itself: others beside it are wrong usage', async () => {
  const { folder, run } = await commandsOnLibrary([addTrainingCommands])
  const bundle = join(folder, 'bundle.json')
  await expect(run('train', '--bundle', bundle, '--epochs', '3')).rejects.toThrow(/--epochs does not go with --bundle/u)
  await expect(run('train', '--bundle', bundle, '--device', 'cpu')).rejects.toThrow(/There is no file/u)
  writeFileSync(bundle, '{}')
  await expect(run('train', '--bundle', bundle)).rejects.toThrow(/is no run bundle/u)
})

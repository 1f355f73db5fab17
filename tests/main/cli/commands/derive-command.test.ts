import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { LearntFromPeople } from '@shared/contract/learning'
import { addImportCommands } from '@main/cli/commands/import-commands'
import { addLabelCommands } from '@main/cli/commands/label-commands'
import { commandsOnLibrary } from '../../../helpers/commands'

const words = ['calmness', 'happiness', 'sadness', 'anger']

it('labels derive learns from imported labels, and refuses settings of learning with schemes that learn nothing', async () => {
  const { folder, run } = await commandsOnLibrary([addImportCommands, addLabelCommands])
  const songs = Array.from({ length: 24 }, (_, index) => ({ name: `song ${index}`, word: words[1 + (index % 3)] ?? '' }))
  const tags = songs.flatMap(({ name, word }) => [`${name},calmness,9`, `${name},${word},3`])
  writeFileSync(join(folder, 'tags.csv'), `track,tag,count\n${tags.join('\n')}\n`)
  const hears: Readonly<Record<string, string>> = { happiness: '0.8,0.3', sadness: '-0.7,-0.4', anger: '-0.5,0.7' }
  const labels = songs.map(({ name, word }) => `${name},${hears[word]}`)
  writeFileSync(join(folder, 'labels.csv'), `track,valence,arousal\n${labels.join('\n')}\n`)
  await run('import', 'tags', join(folder, 'tags.csv'))
  await run('labels', 'import', join(folder, 'labels.csv'), '--scale', '-1-1')

  for (const wrong of [['--coordinates'], ['--seed', '1']]) {
    await expect(run('labels', 'derive', '--scheme', 'occurrence', ...wrong)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--coordinates and --seed are for --scheme learnt, not for occurrence') as string,
    })
  }

  const { value } = await run('labels', 'derive', '--scheme', 'learnt', '--coordinates', '--seed', '2')
  const learnt = value as Pick<LearntFromPeople, 'heldOut' | 'sentence'> & { version: number; labelled: number }
  expect(learnt).toMatchObject({ version: 1, labelled: 24, heldOut: { enough: true, tracks: 24, inUse: null } })
  expect(learnt.heldOut.after).toBeLessThan(learnt.heldOut.before)
  expect(learnt.sentence).toMatch(/^What was learnt brings labels closer to people/u)
})

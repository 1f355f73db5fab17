import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addCheckedCommands } from '@main/cli/commands/checked-commands'
import { addLabelCommands } from '@main/cli/commands/label-commands'
import { addQueueCommands } from '@main/cli/commands/queue-command'
import { type Commands, commandsOnLibrary } from '../../helpers/commands'

const words = ['happiness', 'anger', 'sadness', 'calmness'] as const
const heard = {
  happiness: { valence: 0.8, arousal: 0.5 },
  anger: { valence: -0.6, arousal: 0.7 },
  sadness: { valence: -0.8, arousal: -0.4 },
  calmness: { valence: 0.4, arousal: -0.7 },
}
const tracks = 40
const wordOf = (track: number): (typeof words)[number] => words[track % 4] ?? 'calmness'

/** Songs with five votes for one word and, where that is another word, two for calmness; version 2 counts calmness little. */
async function taggedLibrary(): Promise<Commands> {
  const commands = await commandsOnLibrary([addLabelCommands, addCheckedCommands, addQueueCommands])
  const { folder, session, run } = commands
  const rows = Array.from({ length: tracks }, (_, track) => [
    `song ${track},${wordOf(track)},5`,
    ...(wordOf(track) === 'calmness' ? [] : [`song ${track},calmness,2`]),
  ])
  writeFileSync(join(folder, 'tags.csv'), `track,tag,count\n${rows.flat().join('\n')}\n`)
  await session.call('import.tags', { path: join(folder, 'tags.csv') })
  await run('labels', 'derive')
  const quiet = { name: 'Without calmness', kind: 'weights', weights: { calmness: 0.1 } }
  writeFileSync(join(folder, 'quiet.json'), JSON.stringify(quiet))
  await run('labels', 'derive', '--scheme', join(folder, 'quiet.json'))
  return commands
}

/** Labels every track as people hear it, in the window. */
async function labelAll({ session }: Commands): Promise<void> {
  for (let trackId = 1; trackId <= tracks; trackId += 1)
    await session.call('labels.place', { trackId, excerptId: null, ...heard[wordOf(trackId - 1)] })
}

describe('queue list', () => {
  it('gives the least reliable labels first with the evidence, and those that people labelled last', async () => {
    const { run, session } = await taggedLibrary()
    await session.call('labels.place', { trackId: 2, excerptId: null, ...heard.happiness })
    const { value, lines } = await run('queue', 'list', '--limit', '40')
    const rows = value as { trackId: number; score: number; reasons: { reason: string; evidence: string }[]; reviewed: boolean }[]
    const waiting = rows.filter(({ reviewed }) => !reviewed)
    expect(waiting.map(({ score }) => score)).toEqual(waiting.map(({ score }) => score).toSorted((one, other) => other - one))
    expect(rows.filter(({ reviewed }) => reviewed).map(({ trackId }) => trackId)).toEqual([2])
    expect(rows.at(-1)).toMatchObject({ trackId: 2, reviewed: true })
    expect(rows.every(({ reasons: [first] }) => first !== undefined && first.evidence !== '')).toBe(true)
    expect(lines[0]).toMatch(/^\d+ of \d+ tracks\. No network predicts/)
    expect(lines).toHaveLength(rows.length + 1)
  })

  it('keeps to one reason and to a limit', async () => {
    const { run } = await taggedLibrary()
    const { value } = await run('queue', 'list', '--reason', 'tags-disagree', '--limit', '3')
    const reasons = (value as { reasons: { reason: string }[] }[]).map((row) => row.reasons.map(({ reason }) => reason))
    expect(reasons).toHaveLength(3)
    for (const own of reasons) expect(own).toContain('tags-disagree')
  })

  it('begins with the most useful labels where that is asked for: of the least reliable tracks, no two alike in a row', async () => {
    const { run } = await taggedLibrary()
    const { value } = await run('queue', 'list', '--order', 'usefulness', '--limit', '8')
    const shown = (value as { trackId: number }[]).map(({ trackId }) => wordOf(trackId - 1))
    expect(new Set(shown).size).toBeGreaterThan(1)
  })

  it.each([
    ['--order', 'alphabet'],
    ['--reason', 'weather'],
    ['--limit', 'many'],
  ])('refuses %s %s as wrong usage', async (option, value) => {
    const { run } = await commandsOnLibrary([addQueueCommands])
    await expect(run('queue', 'list', option, value)).rejects.toMatchObject({
      code: 'commander.invalidArgument',
      message: expect.stringContaining(value),
    })
  })
})

describe('labels moved', () => {
  it('counts what moves between two versions, and writes every moved track', async () => {
    const { folder, run } = await taggedLibrary()
    const path = join(folder, 'moved.csv')
    const { value, lines } = await run('labels', 'moved', '1', '2', '--out', path, '--scale', '0-1')
    expect(value).toMatchObject({ tracks, moved: 30, lost: 0, gained: 0, path, farthest: expect.any(Array) })
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(31)
    expect(lines[0]).toMatch(/^30 of 40 tracks move, \d+ change quadrant$/)
    expect((await run('labels', 'moved', '1', '1')).value).toMatchObject({ moved: 0, path: null })
  })

  it('writes nothing for a version that is not there', async () => {
    const { folder, run } = await taggedLibrary()
    const path = join(folder, 'moved.csv')
    await expect(run('labels', 'moved', '1', '9', '--out', path)).rejects.toMatchObject({ code: 'not-found' })
    expect(existsSync(path)).toBe(false)
  })
})

describe('checked sets and labels compare', () => {
  it('draw a set, freeze it once people have labelled it, and judge the versions by it', async () => {
    const commands = await taggedLibrary()
    const { run } = commands
    expect((await run('checked', 'size', '--half-width', '0.1')).value).toMatchObject({ size: expect.any(Number), available: 0 })
    const { value: set, lines } = await run('checked', 'create', 'By ear', '--size', '20', '--stratify', 'quadrant')
    expect(set).toMatchObject({ name: 'By ear', tracks: 20, labelled: 0 })
    expect(lines).toEqual(['Drew 20 tracks for “By ear”', expect.stringContaining('20 of its tracks have no audio')])
    await expect(run('checked', 'freeze', 'By ear')).rejects.toMatchObject({ message: expect.stringContaining('10 or more are needed') })
    await labelAll(commands)
    expect((await run('checked', 'freeze', '1')).value).toMatchObject({ labelled: 20, frozenAt: expect.stringMatching(/^20/) })
    expect((await run('checked', 'list')).value).toMatchObject([{ name: 'By ear', labelled: 20 }])
    const compared = await run('labels', 'compare', '1', '2', '--against', 'checked:By ear')
    expect(compared.value).toMatchObject([
      { version: 1, tracks: 20, difference: null },
      { version: 2, tracks: 20, difference: { against: 1 }, conclusion: expect.stringContaining('closer') },
    ])
    expect(compared.lines[0]).toBe('Against the checked set “By ear” (20 of 20 tracks labelled), scale −1…1:')
    expect(await run('labels', 'compare', '1', '2', '--against', 'checked:By ear')).toEqual(compared)
    await run('checked', 'delete', 'By ear')
    expect((await run('checked', 'list')).value).toEqual([])
  })

  it.each([
    [['labels', 'compare', '1', '--against', 'neighbours'], 'invalid-argument', /--against neighbours is not understood/],
    [['labels', 'compare', '1', '--against', 'checked:None'], 'not-found', /no checked set "None"/],
    [['labels', 'compare', '1', '--against', 'truth'], 'not-found', /true coordinates/],
    [['labels', 'compare', '1'], 'commander.missingMandatoryOptionValue', /--against/],
    [['checked', 'create', 'Three', '--size', '3'], 'invalid-argument', /10/],
    [['checked', 'create', 'Moods', '--size', '20', '--stratify', 'mood'], 'commander.invalidArgument', /mood/],
    [['checked', 'freeze', 'None'], 'not-found', /no checked set "None"/],
    [['checked', 'size', '--half-width', '0'], 'invalid-argument', /halfWidth/],
  ])('refuse %j', async (commandLine, code, message) => {
    const { run } = await taggedLibrary()
    await expect(run(...commandLine)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
    expect((await run('checked', 'list')).value).toEqual([])
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addTagCommands } from '@main/cli/commands/tag-commands'
import { commandsOnLibrary } from '../../helpers/commands'

describe('the mapping of tags by command line', () => {
  it('is suggested, changed, exported and read again; wrong input changes nothing', async () => {
    const { folder, session, run: command } = await commandsOnLibrary([addTagCommands])
    const run = async (...commandLine: string[]): Promise<unknown> => (await command(...commandLine)).value
    const [tags, path] = [join(folder, 'tags.csv'), join(folder, 'mapping.json')]
    writeFileSync(tags, 'track,tag,count\none,mellow,3\ntwo,hapiness,2\nthree,grief,1\nthree,seen live,9\n')
    await session.call('import.tags', { path: tags })
    expect(await run('tags', 'suggest')).toMatchObject([{ tag: 'hapiness', word: 'happiness', reason: 'spelling', tracks: 1 }])
    expect(await run('tags', 'map', 'hapiness', 'happiness')).toEqual({ remappedTags: 1 })
    expect(await run('tags', 'map', 'mellow', '--exclude')).toEqual({ remappedTags: 1 })
    expect(await run('tags', 'merge', 'grief', 'sadness')).toEqual({ remappedTags: 1 })
    expect(await run('tags', 'mapping', 'export', path)).toEqual({ path, tags: 2, words: 1 })
    expect(await run('tags', 'rename', 'happiness', 'gladness')).toEqual({ remappedTags: 1 })
    await expect(run('tags', 'map', 'mellow')).rejects.toThrow('name a word, or give --exclude')
    await expect(run('tags', 'merge', 'sadness', 'grief')).rejects.toThrow('grief → sadness → grief')
    expect(await run('tags', 'mapping', 'import', path, '--replace')).toEqual({ remappedTags: 1, tags: 2, words: 1, absentTags: 0 })
    expect(await run('tags', 'mapping', 'show')).toMatchObject({
      tags: [
        { tag: 'hapiness', word: 'happiness' },
        { tag: 'mellow', word: null },
      ],
      words: [{ word: 'grief', into: 'sadness', change: 'merge' }],
    })
  })
})

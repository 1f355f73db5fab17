import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/library'
import { cliJson, runCli } from '../../helpers/run-cli'

describe('the mapping of tags by command line', () => {
  it('is suggested, changed, exported and read again; wrong input changes nothing', async () => {
    const folder = temporaryFolder()
    const library = ['--library', join(folder, 'Tagged.circumplex')]
    const run = <Value>(...commandLine: string[]): Promise<Value> => cliJson<Value>([...commandLine, ...library], folder)
    const failed = async (...commandLine: string[]) => {
      const { exitCode, stderr } = await runCli([...commandLine, ...library], folder)
      return [exitCode, stderr]
    }
    const [tags, path] = [join(folder, 'tags.csv'), join(folder, 'mapping.json')]
    writeFileSync(tags, 'track,tag,count\none,mellow,3\ntwo,hapiness,2\nthree,grief,1\nthree,seen live,9\n')
    await run('library', 'create')
    await run('import', 'tags', tags)
    expect(await run('tags', 'suggest')).toMatchObject([{ tag: 'hapiness', word: 'happiness', reason: 'spelling', tracks: 1 }])
    expect(await run('tags', 'map', 'hapiness', 'happiness')).toEqual({ remappedTags: 1 })
    expect(await run('tags', 'map', 'mellow', '--exclude')).toEqual({ remappedTags: 1 })
    expect(await run('tags', 'merge', 'grief', 'sadness')).toEqual({ remappedTags: 1 })
    expect(await run('tags', 'mapping', 'export', path)).toEqual({ path, tags: 2, words: 1 })
    expect(await run('tags', 'rename', 'happiness', 'gladness')).toEqual({ remappedTags: 1 })
    expect(await failed('tags', 'map', 'mellow')).toEqual([2, expect.stringContaining('name a word, or give --exclude')])
    expect(await failed('tags', 'merge', 'sadness', 'grief')).toEqual([1, expect.stringContaining('grief → sadness → grief')])
    expect(await run('tags', 'mapping', 'import', path, '--replace')).toEqual({ remappedTags: 1, tags: 2, words: 1, absentTags: 0 })
    expect(await run('tags', 'mapping', 'show')).toMatchObject({
      tags: [
        { tag: 'hapiness', word: 'happiness' },
        { tag: 'mellow', word: null },
      ],
      words: [{ word: 'grief', into: 'sadness', change: 'merge' }],
    })
  }, 120_000)
})

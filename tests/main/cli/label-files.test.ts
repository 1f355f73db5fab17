import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ArchiveImport } from '@shared/contract/label-archive'
import { temporaryFolder } from '../../helpers/library'
import { cliJson, runCli } from '../../helpers/run-cli'

describe('labels by command line', () => {
  it('are exported with all versions and imported into another library to the same state', async () => {
    const folder = temporaryFolder()
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const tags = file('tags.csv', 'track,tag,count\na,happiness,5\nb,sadness,3\nc,calmness,1\nc,anger,1\n')
    const excerpts = file('labels.csv', 'track,startSeconds,endSeconds,valence,arousal\na,0,20,7,3\na,30,50,6,5\n')
    const on =
      (name: string) =>
      <Value>(...commandLine: string[]): Promise<Value> =>
        cliJson<Value>([...commandLine, '--library', join(folder, `${name}.circumplex`)], folder)
    const [source, target] = [on('Source'), on('Target')]
    await source('library', 'create')
    await source('import', 'tags', tags)
    await source('labels', 'derive', '--scheme', 'occurrence', '--note', 'mine')
    await target('library', 'create')
    await source('labels', 'import', excerpts, '--scale', '1-9')
    const archive = join(folder, 'archive.parquet')
    expect(await source('labels', 'export', archive, '--all')).toEqual({ path: archive, labels: 5 })
    const result = await target<ArchiveImport>('labels', 'import', archive)
    expect(result).toEqual({
      imported: 5,
      unmatched: [],
      archive: { content: 'all', versions: 1, excerpts: 2, tracks: 3, lexicons: 0, checkedSets: 0, unchanged: 0 },
    })
    const versions = await source<object[]>('labels', 'versions')
    expect(await target('labels', 'versions')).toEqual(versions)
    expect(await target('labels', 'import', archive)).toMatchObject({ imported: 0, archive: { unchanged: 5 } })

    const inTarget = ['--library', join(folder, 'Target.circumplex')]
    const withoutScale = await runCli(['labels', 'import', excerpts, ...inTarget], folder)
    expect([withoutScale.exitCode, withoutScale.stderr]).toEqual([2, expect.stringContaining('--scale')])
    const wrongScale = await runCli(['labels', 'import', archive, '--scale', '1-9', ...inTarget], folder)
    expect([wrongScale.exitCode, wrongScale.stderr]).toEqual([1, expect.stringContaining('label archive')])
    const absent = await runCli(['labels', 'import', join(folder, 'absent.json'), '--scale', '-1-1', ...inTarget], folder)
    expect([absent.exitCode, absent.stderr]).toEqual([1, expect.stringContaining('absent.json')])
  }, 120_000)
})

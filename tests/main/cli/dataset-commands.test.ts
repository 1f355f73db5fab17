import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '@shared/contract/datasets'
import { temporaryFolder } from '../../helpers/library'
import { cliJson, runCli } from '../../helpers/run-cli'

const tags = ['happiness', 'anger', 'sadness', 'calmness']

describe('datasets by command line', () => {
  it('are frozen from tags alone, balanced, listed and exported', async () => {
    const folder = temporaryFolder()
    const library = join(folder, 'Tagged.circumplex')
    const run = <Value>(...commandLine: string[]): Promise<Value> => cliJson<Value>([...commandLine, '--library', library], folder)
    writeFileSync(
      join(folder, 'tags.csv'),
      `track,tag,count\n${Array.from({ length: 40 }, (_, index) => `song ${index},${tags[index % 4]},5`).join('\n')}\n`,
    )
    await run('library', 'create')
    await run('import', 'tags', join(folder, 'tags.csv'))
    await run('labels', 'derive')
    const dataset = await run<Dataset>('dataset', 'freeze', '--name', 'Even', '--modality', 'none', '--per-quadrant', '9')
    expect(dataset).toMatchObject({ name: 'Even', trainingQuadrants: [9, 9, 9, 9], leak: { leaked: 0 } })
    const rows = join(folder, 'rows.json')
    expect(await run('dataset', 'export', rows, '--dataset', 'Even', '--format', 'json')).toEqual({
      path: rows,
      samples: 36 + dataset.samples.validation + dataset.samples.test,
    })
    expect(JSON.parse(readFileSync(rows, 'utf8'))).toContainEqual(
      expect.objectContaining({ split: 'test', copy: 0, startSeconds: null, scale: '−1…1' }),
    )
    expect(await run<Dataset[]>('dataset', 'list')).toEqual([dataset])
    const wrong = await runCli(['dataset', 'freeze', '--per-quadrant', '9', '--fraction', '1', '--library', library], folder)
    expect(wrong.exitCode).toBe(2)
  }, 60_000)
})

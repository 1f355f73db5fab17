import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/library'
import { copySmallest, realMusic } from '../../helpers/real-music'
import { cliJson, runCli } from '../../helpers/run-cli'

const all = realMusic()
/** Words that somebody might have tagged the music with; what matters here is that they are mapped, not that they fit. */
const tagsInTurn = ['angry', 'energetic', 'calm', 'melancholy', 'happy']

describe.skipIf(all === null)('the journey by command line on real music', () => {
  it('leads from a folder of files to a CSV of predictions', async () => {
    const folder = temporaryFolder()
    const library = join(folder, 'Real.circumplex')
    const run = <Value>(...commandLine: string[]): Promise<Value> => cliJson<Value>([...commandLine, '--library', library], folder)
    const { folder: music, files } = copySmallest(all ?? { folder, files: [] }, 6, join(folder, 'music'))

    expect(await run('library', 'create')).toEqual({ path: library })
    const imported = await run<{ imported: number; setAside: unknown[] }>('import', 'audio', music)
    expect(imported).toMatchObject({ imported: files.length, setAside: [] })
    expect(await run('import', 'audio', music)).toMatchObject({ imported: 0, unchanged: files.length })

    const tags = join(folder, 'tags.csv')
    const rows = files.flatMap((file, index) => [
      `"${file}",${tagsInTurn[index % 5]},5`,
      `"${file}",instrumental,3`,
      `"${file}",sad,${1 + (index % 3)}`,
    ])
    writeFileSync(tags, `track,tag,count\n${rows.join('\n')}\nnobody.mp3,happy,1\n`)
    expect(await run<{ unmatched: unknown[] }>('import', 'tags', tags)).toMatchObject({
      unmatched: [expect.objectContaining({ row: expect.stringContaining('nobody') as string })],
    })
    expect(await run('labels', 'derive')).toMatchObject({ labelled: files.length, unlabelled: 0 })

    const trained = await run<{ runId: string; epochs: number; engine: string }>(
      'train',
      '--epochs',
      '2',
      '--filters',
      '4',
      '--hidden-units',
      '8',
    )
    expect(trained).toMatchObject({ epochs: 2, engine: 'tensorflow' })
    const model = join(folder, 'model.onnx')
    expect(await run<{ sha256: string }>('export', '--run', trained.runId, model)).toMatchObject({ path: model })

    const out = join(folder, 'predictions.csv')
    const predicted = await cliJson<{ predicted: number; realtime: number }>(
      ['predict', '--model', model, dirname(files[0] ?? ''), '--out', out, '--scale', '1-9'],
      folder,
    )
    const lines = readFileSync(out, 'utf8').trim().split(/\r?\n/)
    expect(lines).toHaveLength(predicted.predicted + 1)
    expect(lines[1]).toContain(basename(files[0] ?? ''))
    const why = await run<{ spans: object[]; heard: object; words: object[] }>('explain', files[0] ?? '', '--model', model)
    expect(why).toMatchObject({ words: [], heard: { endSeconds: expect.any(Number) as number } })
    expect(why.spans).toHaveLength(15)
    const exported = join(folder, 'labels.json')
    await run('labels', 'export', '--format', 'json', exported)
    expect(JSON.parse(readFileSync(exported, 'utf8'))).toHaveLength(files.length)
  }, 300_000)
})

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    [['nonsense'], 2],
    [['library', 'info'], 2],
    [['train', '--epochs', 'many', '--library', folder], 2],
    [['predict', '--model', 'm.onnx', '.', '--out', 'rows.txt'], 2],
    [['library', 'info', '--library', join(folder, 'nowhere')], 1],
    [['import', 'text', '--kind', 'poems', folder], 2],
    [['explain', 'a song', '--library', folder], 2],
    [['--help'], 0],
  ])('ends %j with %d', async (commandLine, exitCode) => {
    const outcome = await runCli(commandLine, folder)
    expect(outcome.exitCode).toBe(exitCode)
    if (exitCode !== 0) expect(outcome.stderr).not.toBe('')
  })

  it('answers Ctrl-C with 130 and keeps what is finished', async () => {
    const library = join(folder, 'Broken off.circumplex')
    await cliJson(['library', 'create', '--library', library], folder)
    const outcome = await runCli(['sample', '--library', library], folder, (kill) => setTimeout(() => kill('SIGINT'), 2500))
    expect(outcome.exitCode).toBe(130)
    expect(await cliJson(['library', 'check', '--library', library], folder)).toEqual({ ok: true, problems: [] })
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mfccGraph } from '@main/audio/mfcc-graph'
import { studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { exportModel } from '@main/onnx/export-model'
import { temporaryFolder, writeWav } from '../../helpers/audio-fixtures'
import { modelToExport } from '../../helpers/models'
import { cliJson, runCli } from '../../helpers/run-cli'

const every10 = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
const rising = (seconds: number): number => 0.5 * Math.sin(2 * Math.PI * (200 + 10 * seconds) * seconds)

describe('excerpt rules by command line', () => {
  it('cut features to another width, and are refused where they cannot be', async () => {
    const folder = temporaryFolder()
    const library = ['--library', join(folder, 'Tones.circumplex')]
    writeWav(join(folder, 'tone.wav'), 30, 8000, rising)
    await cliJson(['library', 'create', ...library], folder)
    await cliJson(['import', 'audio', folder, ...library], folder)
    const out = join(folder, 'features')
    const rule = ['--excerpt-seconds', '10', '--keep', 'all', ...library]
    const rows = await cliJson<{ npy: string; startSeconds: number }[]>(['features', 'export', '--out', out, ...rule], folder)
    expect(rows).toMatchObject([{ startSeconds: 10 }])
    expect(readFileSync(rows[0]?.npy ?? '').length).toBe(128 + 4 * 20 * 334)
    expect(await cliJson(['features', 'extract', ...rule], folder)).toEqual({ extracted: 0, cached: 1, setAside: [] })
    const [tooShort, wrongUsage] = await Promise.all([
      runCli(['features', 'extract', '--excerpt-seconds', '3', ...library], folder),
      runCli(['features', 'extract', '--keep', '5/3', ...library], folder),
    ])
    expect([tooShort.exitCode, tooShort.stderr]).toEqual([1, expect.stringContaining('excerptRule.lengthSeconds')])
    expect(wrongUsage.exitCode).toBe(2)
  }, 180_000)

  it('predict emotion over time, without a library, a row for each excerpt', async () => {
    const folder = temporaryFolder()
    const music = writeWav(join(folder, 'tone.wav'), 31, 8000, rising)
    const model = modelToExport()
    const path = join(folder, 'short.onnx')
    const plan = planNetwork(model.plan.network, studyInputs({}, every10))
    // The hidden layer reads fewer numbers of shorter excerpts.
    const weights = new Map(
      [...model.weights].map(([name, tensor]) => {
        const [first, second] = tensor.dims
        if (name !== 'head.1.weight' || first === undefined || second === undefined) return [name, tensor]
        const units = plan.branches[0]?.units ?? 0
        return [name, { dims: [first, units], data: tensor.data.slice(0, first * units) }]
      }),
    )
    await exportModel({ ...model, plan, weights, mfccGraph: mfccGraph(every10), excerptRule: every10 }, path)
    const out = join(folder, 'curve.json')
    const predict = ['predict', '--model', path, '--out', out, music, '--every', '4']
    expect(await cliJson(predict, folder)).toMatchObject({ predicted: 1, setAside: [] })
    const rows = JSON.parse(readFileSync(out, 'utf8')) as { startSeconds: number; endSeconds: number; valence: number }[]
    expect(rows.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual(
      [0, 4, 8, 12, 16, 20].map((startSeconds) => [startSeconds, startSeconds + 10]),
    )
    expect(new Set(rows.map(({ valence }) => valence)).size).toBeGreaterThan(1)
    await cliJson([...predict, '--rows', 'tracks'], folder)
    const [track, ...others] = JSON.parse(readFileSync(out, 'utf8')) as { valence: number; spread: number }[]
    expect(others).toEqual([])
    expect(track?.valence).toBeCloseTo(
      rows.reduce((sum, { valence }) => sum + valence / 6, 0),
      6,
    )
    expect(track?.spread).toBeGreaterThan(0)
    const both = await runCli([...predict, '--excerpts', '3'], folder)
    expect([both.exitCode, both.stderr]).toEqual([2, expect.stringContaining('cannot be used with')])
  }, 180_000)
})

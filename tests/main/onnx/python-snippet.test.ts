import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readAskedExcerpts } from '@main/audio/read-excerpt'
import { exportModel } from '@main/onnx/export-model'
import { inspectModel } from '@main/onnx/inspect-model'
import type { ModelProperties } from '@main/onnx/model-properties'
import { pythonSnippet } from '@main/onnx/python-snippet'
import { float32Output, openSession } from '@main/onnx/session'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { keptSamples } from '@shared/domain/feature-constants'
import { modelToExport } from '../../helpers/models'

const directory = mkdtempSync(join(tmpdir(), 'circumplex-snippet-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function snippetOf({ lengthSeconds, ...kept }: ExcerptRule): string {
  const excerptRule = { sampleRate: 22_050, sourceSeconds: lengthSeconds, ...kept, start: 'middle' as const, shorter: 'repeated' as const }
  return pythonSnippet({ ...modelToExport().properties, excerptRule } as ModelProperties, 'm.onnx').join('\n')
}

it('the program of a card keeps the very samples that the rule of its model keeps', () => {
  for (const rule of [
    { lengthSeconds: 73, segmentSeconds: 5, keptSegmentSeconds: 3 },
    { lengthSeconds: 20, segmentSeconds: 3, keptSegmentSeconds: 0.7 },
  ]) {
    const snippet = snippetOf(rule)
    const [, source] = /np\.resize\(part, (\d+)\)/u.exec(snippet) ?? []
    const [, segment, rate, count] = /round\(i \* ([\d.]+) \* (\d+)\) for i in range\((\d+)\)/u.exec(snippet) ?? []
    const [, kept] = /s : s \+ (\d+)\]/u.exec(snippet) ?? []
    const ranges = Array.from({ length: Number(count) }, (_, index) => {
      const start = Math.round(index * Number(segment) * Number(rate))
      return { start, end: Math.min(Number(source), start + Number(kept)) }
    })
    expect(ranges).toEqual(shapeOfRule(rule).kept)
  }
  expect(snippetOf({ lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 })).toContain('waveform = excerpt\n')
})

/** A song of 80 s in two channels that differ, 16 bits at 44,100 Hz. */
function stereoWav(seconds = 80, rate = 44_100): Buffer {
  const frames = seconds * rate
  const bytes = Buffer.alloc(44 + 4 * frames)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + 4 * frames, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(2, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(4 * rate, 28)
  bytes.writeUInt16LE(4, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(4 * frames, 40)
  for (let frame = 0; frame < frames; frame += 1) {
    const time = frame / rate
    const beat = Math.exp(-6 * (time % 0.5))
    bytes.writeInt16LE(Math.round(9000 * beat * Math.sin(2 * Math.PI * (220 + 3 * time) * time)), 44 + 4 * frame)
    bytes.writeInt16LE(Math.round(5000 * Math.sin(2 * Math.PI * 660 * time)), 46 + 4 * frame)
  }
  return bytes
}

const python = process.env['CIRCUMPLEX_PYTHON'] ?? 'python3'
const hasPackages = spawnSync(python, ['-c', 'import numpy, onnxruntime, soundfile, soxr']).status === 0

describe.skipIf(!hasPackages)('Python with numpy, onnxruntime, soundfile and soxr', () => {
  it('predicts a file by the program of a card as we do', async () => {
    const song = join(directory, 'song.wav')
    writeFileSync(song, stereoWav())
    const { path } = await exportModel(modelToExport('audio'), join(directory, 'm.onnx'))
    const { properties } = await inspectModel(path)
    const program = join(directory, 'predict.py')
    writeFileSync(program, pythonSnippet(properties, path).join('\n'))
    const { stdout, stderr } = spawnSync(python, [program, song], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const session = await openSession(path)
    for await (const { samples } of readAskedExcerpts({ path: song, excerpts: [{ startSeconds: null }] })) {
      const outputs = await session.run({ waveform: { elementType: 'float32', dims: [1, keptSamples], data: samples } })
      const [valence, arousal] = float32Output(outputs, 'valence_arousal')
      const [theirs, other] = stdout.trim().split(' ').map(Number)
      expect(theirs).toBeCloseTo(valence ?? NaN, 2)
      expect(other).toBeCloseTo(arousal ?? NaN, 2)
    }
    await session.dispose()
  })
})

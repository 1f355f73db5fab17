import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openBackbone } from '@main/backbones/open-backbone'
import { tryBackbone } from '@main/backbones/try-backbone'
import { float32Output } from '@main/onnx/session'
import { backboneCardSchema } from '@shared/contract/backbone-card'
import { sampleRate } from '@shared/domain/feature-constants'
import type { WrittenCard } from '../../helpers/backbones'
import { isShort, longestMs, printFigure } from '../../helpers/long'
import { pythonPackage } from '../../helpers/python-package'

const folder = isShort ? null : pythonPackage('vibenet==0.1.0')
const path = join(folder ?? '', 'vibenet/artifacts/efficientnet_model.onnx')
const golden = z
  .array(z.object({ out: z.array(z.number()), gelu: z.array(z.number()) }))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/backbones/vibenet.json'), 'utf8')))

/** As VibeNet's own code makes mel bands. */
const card: WrittenCard = {
  name: 'EfficientNet of VibeNet',
  licence: 'GPL-3.0-or-later',
  input: {
    kind: 'mel',
    sampleRate: 16_000,
    ...{ fftSize: 1024, windowSamples: 640, hopSamples: 320, framing: 'window' },
    ...{ bands: 128, highHz: 8000, log: { unit: 'db', range: 80 } },
  },
}

const rule = { lengthSeconds: 5, segmentSeconds: 5, keptSegmentSeconds: 5 }

/** As make_vibenet.py makes them. */
function signal(number: number): Float32Array {
  return Float32Array.from({ length: sampleRate * rule.lengthSeconds }, (_, index) => {
    const time = index / sampleRate
    let tones = 0
    for (let harmonic = 1; harmonic < 40; harmonic += 1)
      tones += Math.sin(2 * Math.PI * ((90 + number * 30) * harmonic * time + (number + harmonic) * 2 * time ** 2)) / harmonic
    return 0.2 * tones * (0.5 + 0.5 * Math.sin(2 * Math.PI * (1 + number) * time))
  })
}

describe.skipIf(folder === null || !existsSync(path))('VibeNet’s EfficientNet as a backbone', () => {
  it.each([
    ['out', 7],
    ['gelu', 256],
  ] as const)(
    'gives at its edge %s what its own Python code gives',
    async (edge, units) => {
      const backbone = { name: 'vibenet', path, card: backboneCardSchema.parse({ ...card, output: { name: edge } }) }
      expect(await tryBackbone(backbone)).toMatchObject({ units })
      const session = await openBackbone(backbone, rule)
      const differences: number[] = []
      for (const [number, answers] of golden.entries()) {
        const data = signal(number)
        const outputs = await session.run({ waveform: { elementType: 'float32', dims: [1, data.length], data } })
        float32Output(outputs, 'backbone').forEach((value, unit) => differences.push(Math.abs(value - (answers[edge][unit] ?? NaN))))
      }
      await session.dispose()
      expect(differences).toHaveLength(units * golden.length)
      printFigure(`VibeNet, ${edge}: largest difference from its Python ${Math.max(...differences).toExponential(1)}`)
      expect(Math.max(...differences)).toBeLessThan(1e-3)
    },
    longestMs,
  )
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import { inspectModel } from '@main/onnx/inspect-model'
import { every10, toneStudio, wavOf } from '../../helpers/tone-studio'
import { readExcerpt } from '../../helpers/read-excerpt'

async function heardOf(path: string): Promise<Float32Array> {
  return (await readExcerpt({ path, startSeconds: null, rule: every10 })).samples
}

it('trains, exports and predicts by the rule of its dataset, and hears the stated seconds alone', async () => {
  const test = toneStudio()
  const { runId, predictions } = await test.train(await test.freeze({ excerptRule: every10 }))
  const path = join(test.library.directory, 'models', 'short.onnx')
  await test.prediction['models.export']({ runId, path })
  const { properties } = await inspectModel(path)
  expect(properties.excerptRule).toMatchObject({ sampleRate: 22_050, sourceSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 })
  expect(readFileSync(path.replace('.onnx', '.md'), 'utf8')).toContain('float32 [n, 220500]')
  const predicted = await test.predict(
    path,
    test.paths.map((file) => file.path),
  )
  for (const [index, { trackId }] of test.paths.entries()) {
    const own = predictions.find((row) => row.trackId === trackId)
    expect(predicted[index]?.startSeconds).toBe(15)
    expect(predicted[index]?.valence).toBeCloseTo(own?.valence ?? 9, 4)
    expect(predicted[index]?.arousal).toBeCloseTo(own?.arousal ?? 9, 4)
  }
  // The middle 10 s are those from 15 s on; one second more is left for the reach of the resampling filter.
  const changed = [13, 15, 24, 26].map((second) => {
    const file = join(test.library.directory, `changed-${second}.wav`)
    writeFileSync(file, wavOf(0, second))
    return file
  })
  const [plain, ...samples] = await Promise.all([test.paths[0]?.path ?? '', ...changed].map((file) => heardOf(file)))
  expect(samples.map((own) => own.every((value, at) => value === plain?.[at]))).toEqual([true, false, false, true])
  // What is not heard changes nothing; the first second does. (Pooling may drop the last frames of an excerpt.)
  const [before, first, , after] = await test.predict(path, changed)
  expect([before?.valence, after?.valence]).toEqual([predicted[0]?.valence, predicted[0]?.valence])
  expect(first?.valence).not.toBe(predicted[0]?.valence)
})

it('says which rules differ when a dataset is frozen by another, and refuses lengths that fit no track', async () => {
  const test = toneStudio()
  const study = await test.training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'Study' }))
  const short = await test.training['datasets.freeze'](datasetSettingsSchema.parse({ name: 'Short', excerptRule: every10 }))
  expect(short.digest).not.toBe(study.digest)
  await expect(test.freeze({ excerpts: { kind: 'steps' }, excerptRule: { ...every10, lengthSeconds: 60 } })).rejects.toThrow(
    'An excerpt of 60 s fits no track: the longest lasts 40.0 s.',
  )
})

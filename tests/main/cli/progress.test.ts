import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { Job } from '@shared/contract/jobs'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { showProgress } from '@main/cli/progress'

const job: Job = {
  id: 'one',
  kind: 'prediction',
  title: 'Predict',
  subject: '1',
  state: 'done',
  done: 2,
  total: 2,
  secondsLeft: null,
  message: '',
  outcome: '1 file predicted',
  value: null,
  failure: null,
  startedAtMs: 0,
  finishedAtMs: 1,
}

it('names each file that was set aside, with its reason', () => {
  const stream = new PassThrough()
  showProgress(stream).job({ ...job, value: { predicted: 1, setAside: [{ path: 'noise.mp3', reason: 'It is empty.' }] } })
  expect(String(stream.read())).toBe('Predict: 1 file predicted\nset aside: noise.mp3 (It is empty.)\n')
  showProgress(stream).job({ ...job, value: { version: 1 } })
  expect(String(stream.read())).toBe('Predict: 1 file predicted\n')
})

it('never holds back what a person should read while work goes on', () => {
  const stream = new PassThrough()
  const display = showProgress(stream)
  display.notice('Audio 1: the device “Radeon” was lost.')
  display.notice('Audio 1: it goes on.')
  expect(String(stream.read())).toBe('Audio 1: the device “Radeon” was lost.\nAudio 1: it goes on.\n')
})

it('counts folds from 1, and says of how many', () => {
  const epoch = { epoch: 2, trainLoss: 0.5, validationLoss: null, valence: null, arousal: null, learningRate: 0.01, epochSeconds: 1 }
  const lineOf = (folds: number, fold: number): string => {
    const stream = new PassThrough()
    const display = showProgress(stream)
    display.run({ id: 'run', settings: trainingSettingsSchema.parse({ folds }) })
    display.epoch('run', { ...epoch, fold, samplesPerSecond: 10, secondsLeft: 3 })
    return String(stream.read())
  }
  expect(lineOf(5, 0)).toBe('fold 1 of 5, epoch 2: loss 0.5000, 3 s left\n')
  expect(lineOf(5, 4)).toMatch(/^fold 5 of 5, epoch 2/u)
  expect(lineOf(0, 0)).toMatch(/^epoch 2/u)
})

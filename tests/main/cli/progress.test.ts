import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { Job } from '@shared/contract/jobs'
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

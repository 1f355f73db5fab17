import { describe, expect, it } from 'vitest'
import { lossInWords, stretchesInWords } from '@shared/domain/computed-on'
import { type Device, processor } from '@shared/domain/device'
import type { ComputedStretch } from '@shared/domain/device-choice'

const radeon: Device = { id: 'webgpu', name: 'Radeon', kind: 'webgpu' }
const from = (fromEpoch: number, device: Device = processor): ComputedStretch => ({ engine: 'onnx', device, fromEpoch })

describe('where the epochs of a run were computed', () => {
  it('is said in words once there was more than one device', () => {
    expect(stretchesInWords([])).toBe('')
    expect(stretchesInWords([from(1)])).toBe('')
    expect(stretchesInWords([from(1, radeon), from(13)])).toBe('epochs 1–12 on Radeon, from 13 on CPU')
    expect(stretchesInWords([from(1, radeon), from(2), from(4, radeon)])).toBe('epoch 1 on Radeon, epochs 2–3 on CPU, from 4 on Radeon')
  })
})

it('a lost device is named with the last epoch that was done', () => {
  expect(lossInWords({ how: 'lost', device: 'Radeon', epoch: 12 })).toBe('The device “Radeon” was lost after epoch 12.')
  expect(lossInWords({ how: 'lost', device: 'Radeon', epoch: 0 })).toContain('before the first epoch')
  expect(lossInWords({ how: 'gone', device: 'Radeon', epoch: 3 })).toContain('is not here now')
})

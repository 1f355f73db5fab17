import { describe, expect, it } from 'vitest'
import { type Device, processor } from '@shared/domain/device'
import { type ComputedStretch, describeCompared, withStretch } from '@shared/domain/device-choice'

const card: Device = { id: 'webgpu', name: 'NVIDIA RTX 4070', kind: 'webgpu' }
const on = (fromEpoch: number, device: Device): ComputedStretch => ({ fromEpoch, engine: 'onnx', device })

describe('what computed a run', () => {
  it('is one stretch for as long as engine and device stay', () => {
    expect(withStretch([on(1, card)], on(5, card))).toEqual([on(1, card)])
    expect(withStretch([on(1, card)], on(13, processor))).toEqual([on(1, card), on(13, processor)])
    expect(withStretch([on(1, card)], on(13, { ...card, driver: '2' }))).toHaveLength(2)
  })

  it('forgets a device that computed no epoch', () => {
    expect(withStretch([on(1, card)], on(1, processor))).toEqual([on(1, processor)])
  })
})

it('writes a comparison in one line', () => {
  expect(
    describeCompared([
      { engine: 'onnx', device: card, millisecondsAStep: 3.12 },
      { engine: 'onnx', device: processor, millisecondsAStep: 41.3 },
    ]),
  ).toBe('ONNX on NVIDIA RTX 4070 3.1 ms a step; ONNX on CPU 41 ms')
})

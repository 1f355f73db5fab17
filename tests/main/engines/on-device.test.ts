import { describe, expect, it } from 'vitest'
import { onDevice } from '@main/engines/on-device'
import { type Device, processor } from '@shared/domain/device'
import { Failure } from '@shared/domain/failure'

const radeon: Device = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu' }
const failing = (error: unknown) => (): Promise<never> => Promise.reject(error instanceof Error ? error : new Error(String(error)))

describe('work on a device', () => {
  it('gives what it gives', async () => {
    expect(await onDevice(radeon, () => Promise.resolve(3))).toBe(3)
  })

  it('loses a GPU whose library throws, with its own words', async () => {
    const work = failing(new Error('Failed to allocate memory for requested buffer of size 4096\nat file.cc'))
    await expect(onDevice(radeon, work)).rejects.toMatchObject({
      code: 'device-lost',
      message: 'The device “Radeon VII” failed: Failed to allocate memory for requested buffer of size 4096',
    })
  })

  it.each([
    ['a failure that was foreseen', radeon, new Failure('invalid-argument', 'The loss is no longer a number.', 'Smaller rate.')],
    ['an error of the program itself', radeon, new TypeError('undefined is not a function')],
    ['an error of the system', radeon, Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })],
    ['an error on the processor', processor, new Error('Failed to allocate memory')],
  ])('loses none for %s', async (_, device, error) => {
    await expect(onDevice(device, failing(error))).rejects.toBe(error)
  })
})

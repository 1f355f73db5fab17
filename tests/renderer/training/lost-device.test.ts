// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Run } from '@shared/contract/training'
import type { LostDevice } from '@shared/domain/computed-on'
import { type OfferedDevice, processor } from '@shared/domain/device'
import LostDeviceDialog from '@renderer/training/LostDeviceDialog.vue'
import RunProgress from '@renderer/training/RunProgress.vue'
import { runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { all, button, pageText, press } from '../helpers/page'

const cpu: OfferedDevice = { ...processor, engines: ['tensorflow', 'onnx'] }
const arc: OfferedDevice = { id: 'webgpu-2', name: 'Arc A770', kind: 'webgpu', engines: ['onnx'] }
const radeon: OfferedDevice = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu', engines: ['onnx'] }
const lost: LostDevice = {
  how: 'lost',
  device: 'Radeon VII',
  epoch: 12,
  reason: 'The training worker was killed before its work was done.',
}
const brokenOff = (number: number, part: Partial<Run> = {}): Run =>
  runOf({ id: testRunId(number), name: `Audio ${number}`, state: 'interrupted', device: 'Radeon VII', lost, epochsDone: 12, ...part })

async function openWindow(devices: readonly OfferedDevice[] = [cpu, radeon]) {
  const api = giveWindowApi({ 'devices.find': answer({ devices: devices, absence: null }), 'runs.resume': answer({ jobId: 'job' }) })
  await mountComponent(LostDeviceDialog)
  const send = async (run: Run): Promise<void> => {
    api.send({ type: 'run', run })
    await flushPromises()
  }
  const resumed = (): unknown[] => api.calls.filter(({ name }) => name === 'runs.resume').map(({ argument }) => argument)
  const isAsked = (): boolean => all('.v-dialog.v-overlay--active').length > 0
  return { send, resumed, isAsked }
}

describe('the question of a lost device', () => {
  it('is asked when a run breaks off for it, names device and epoch, with the focus on the CPU, and goes on with it', async () => {
    const { send, resumed, isAsked } = await openWindow()
    await send(runOf({ id: testRunId(1), state: 'running' }))
    expect(isAsked()).toBe(false)
    await send(brokenOff(1))
    expect(pageText()).toContain('“Audio 1” lost its device')
    expect(pageText()).toContain('The device “Radeon VII” was lost after epoch 12. Every epoch up to the last checkpoint is kept.')
    expect(pageText()).toContain('The training worker was killed')
    expect(button('Go on with the CPU').attributes()).toHaveProperty('autofocus')
    await press('Go on with the CPU')
    expect(resumed()).toEqual([{ runId: testRunId(1), device: 'cpu' }])
    await expect.poll(isAsked).toBe(false)
  })

  it('may try the device again, or another GPU', async () => {
    const { send, resumed } = await openWindow([cpu, radeon, arc])
    await send(brokenOff(1))
    await press('Try Radeon VII again')
    await send(brokenOff(1, { lost: { ...lost, how: 'gone' } }))
    expect(pageText()).toContain('is not here now')
    await press('Go on with Arc A770')
    expect(resumed()).toEqual([{ runId: testRunId(1) }, { runId: testRunId(1), device: 'webgpu-2' }])
  })

  it('is asked of one run after the other, and taken back when its run goes on', async () => {
    const { send, resumed, isAsked } = await openWindow()
    for (const number of [1, 2, 3]) await send(brokenOff(number))
    expect(pageText()).toContain('“Audio 1” lost its device')
    expect(pageText()).toContain('2 more asked after this one.')
    await press('Leave it')
    expect(pageText()).toContain('“Audio 2” lost its device')
    await send(brokenOff(2, { state: 'preparing', lost: null }))
    expect(pageText()).toContain('“Audio 3” lost its device')
    await press('Go on with the CPU')
    expect(resumed()).toEqual([{ runId: testRunId(3), device: 'cpu' }])
    await expect.poll(isAsked).toBe(false)
  })

  it('stands at its run for as long as it is not answered', async () => {
    giveWindowApi({ 'devices.find': answer({ devices: [cpu], absence: null }) })
    const view = await mountComponent(RunProgress, { run: brokenOff(1), latest: null })
    expect(view.text()).toContain('The device “Radeon VII” was lost after epoch 12.')
    await press('Try Radeon VII again')
    await press('Go on with the CPU')
    expect(view.emitted('resume')).toEqual([[undefined], ['cpu']])
  })
})

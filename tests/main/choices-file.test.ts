import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { processor } from '@shared/domain/device'
import type { TimedCandidate } from '@shared/domain/device-choice'
import { openChoicesFile } from '@main/choices-file'
import { temporaryFolder } from '../helpers/library'

const took = (millisecondsAStep: number): TimedCandidate[] => [{ engine: 'onnx', device: processor, millisecondsAStep }]

describe('the file of comparisons', () => {
  it('is shared by the window and the command line, each of which keeps what the other wrote', () => {
    const path = join(temporaryFolder(), 'compared-devices.json')
    const [window, commandLine] = [openChoicesFile(path), openChoicesFile(path)]
    expect(window.find('a')).toBeNull()
    window.keep('a', took(1))
    commandLine.keep('b', took(2))
    window.keep('a', took(3))
    expect([commandLine.find('a'), window.find('b')]).toEqual([took(3), took(2)])
  })

  it('forgets comparisons that a device won which failed since', () => {
    const choices = openChoicesFile(join(temporaryFolder(), 'compared-devices.json'))
    const card: TimedCandidate = { engine: 'onnx', device: { id: 'webgpu', name: 'Radeon', kind: 'webgpu' }, millisecondsAStep: 0.5 }
    choices.keep('won', [card, ...took(1)])
    choices.keep('lost', [...took(0.1), card])
    choices.forget('Radeon')
    expect([choices.find('won'), choices.find('lost')]).toEqual([null, [...took(0.1), card]])
  })

  it('forgets the oldest of more than 500, and begins anew where it is broken', () => {
    const path = join(temporaryFolder(), 'compared-devices.json')
    const entries = Array.from({ length: 500 }, (_, index) => ({ key: `${index}`, compared: took(index) }))
    writeFileSync(path, JSON.stringify(entries))
    const choices = openChoicesFile(path)
    choices.keep('new', took(1))
    expect([choices.find('0'), choices.find('1'), choices.find('new')]).toEqual([null, took(1), took(1)])
    writeFileSync(path, '{"half')
    expect(choices.find('new')).toBeNull()
    choices.keep('new', took(2))
    expect(choices.find('new')).toEqual(took(2))
  })
})

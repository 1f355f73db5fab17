import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findElectron, softwareDriverOf } from '@main/engines/adapters/electron-folder'
import { absenceOf, findSoftwareAdapter } from '@main/engines/adapters/find-adapters'
import { probeByProcess } from '@main/engines/adapters/probe-process'
import { temporaryFolder } from '../../helpers/library'
import { runCli } from '../../helpers/run-cli'

const built = fileURLToPath(new URL('../../../out/main/workers/probe-webgpu.js', import.meta.url))
const electron = findElectron()
const hasDriver = electron !== null && softwareDriverOf(electron) !== null

describe.skipIf(!existsSync(built) || !hasDriver)('WebGPU, probed in a process of its own', () => {
  it('opens on the software driver of Electron, which is named as such', async () => {
    const { adapters, absence } = await findSoftwareAdapter({ probe: probeByProcess(built) })
    expect(absence).toBeNull()
    expect(adapters).toEqual([
      {
        id: 'webgpu-software',
        name: expect.stringContaining('SwiftShader'),
        kind: 'webgpu',
        driver: `SwiftShader of Electron ${electron?.version ?? ''}`,
        software: true,
      },
    ])
  })

  it('is listed by the command line, and nothing of its libraries reaches the terminal', async () => {
    const { stdout, stderr, exitCode } = await runCli(['devices', '--json'], temporaryFolder())
    expect([exitCode, stderr]).toEqual([0, expect.not.stringMatching(/vulkan|webgpu|dawn/iu)])
    const rows = z.array(z.looseObject({ id: z.string(), provider: z.string(), software: z.boolean() })).parse(JSON.parse(stdout))
    expect(rows).toContainEqual({ id: 'cpu', name: 'CPU', provider: 'cpu', software: false, engines: ['tensorflow', 'onnx'] })
    expect(rows.filter(({ provider }) => provider === 'webgpu')).toHaveLength(1)
  }, 60_000)

  it('says why where there is no driver', async () => {
    const outcome = await probeByProcess(built)({ VK_ICD_FILENAMES: '/nowhere.json', VK_DRIVER_FILES: '/nowhere.json' })
    expect(outcome.opened).toBe(false)
    expect(absenceOf(outcome, [], 'linux').reason).not.toBe('')
  })

  it('loses nothing but the probe when its process ends', async () => {
    const outcome = await probeByProcess('/nowhere.js')({})
    expect(outcome).toMatchObject({ opened: false, reason: expect.stringContaining('failed') })
  })
})

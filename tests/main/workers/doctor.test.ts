import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Finding } from '@shared/contract/doctor'
import { temporaryFolder } from '../../helpers/library'
import { cliJson, runCli } from '../../helpers/run-cli'

const built = fileURLToPath(new URL('../../../out/main/workers/doctor.js', import.meta.url))

describe.skipIf(!existsSync(built))('doctor, by command line', () => {
  it('tries the parts that this machine has', async () => {
    const folder = temporaryFolder()
    const findings = await cliJson<Finding[]>(['doctor'], folder)
    const states = new Map(findings.map(({ name, state }) => [name, state]))
    expect(['Node', 'SQLite', 'TensorFlow', 'ONNX Runtime', 'Disk space'].map((name) => states.get(name))).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
    ])
    expect(states.get('GPU')).not.toBe('missing')
    expect(states.size).toBeGreaterThanOrEqual(7)
    const { exitCode, stderr } = await runCli(['doctor', '--library', join(folder, 'None')], folder)
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('There is no library')])
  }, 60_000)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cliJson, runCli } from '../../../helpers/run-cli'

const directory = mkdtempSync(join(tmpdir(), 'circumplex-train-command-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('train --device', () => {
  it('refuses a device that is not here with a list of those that are, before anything is frozen', async () => {
    const library = join(directory, 'Songs.circumplex')
    await cliJson(['library', 'create', '--library', library], directory)
    const { exitCode, stderr } = await runCli(['train', '--device', 'abacus', '--library', library], directory)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('There is no device “abacus” that an engine can train on here.')
    expect(stderr).toMatch(/Choose one of these, or auto: .*cpu \(CPU, by .*onnx\)/u)
  })
})

describe('train --patience --folds', () => {
  it('says that folds do not use patience', async () => {
    const library = join(directory, 'Folds.circumplex')
    await cliJson(['library', 'create', '--library', library], directory)
    const { stderr } = await runCli(['train', '--folds', '5', '--patience', '10', '--library', library], directory)
    expect(stderr).toContain('Patience (10) is not used with folds: each of the 5 folds trains all 60 epochs')
  })
})

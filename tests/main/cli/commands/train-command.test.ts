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

describe('train --preset recommended', () => {
  it('is for audio alone', async () => {
    const library = join(directory, 'Presets.circumplex')
    await cliJson(['library', 'create', '--library', library], directory)
    const given = ['train', '--preset', 'recommended', '--modality', 'audio-lyrics', '--library', library]
    const { exitCode, stderr } = await runCli(given, directory)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('There is no recommended network that reads audio-lyrics.')
  })
})

describe('train --then-fit-all', () => {
  it('needs folds', async () => {
    const library = join(directory, 'Folds.circumplex')
    await cliJson(['library', 'create', '--library', library], directory)
    const { exitCode, stderr } = await runCli(['train', '--then-fit-all', '--library', library], directory)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('fitted on all tracks needs folds')
  })
})

describe('train --augment', () => {
  it('names what there is', async () => {
    const { exitCode, stderr } = await runCli(
      ['train', '--augment', 'pitch:2', '--library', join(directory, 'Folds.circumplex')],
      directory,
    )
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/“pitch:2” is no augmentation\.\nWrite such as gain:6,shift:2,mask:0\.2/u)
  })
})

import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeMachine } from '../../scripts/setup/machine.mjs'
import { readElectronFact } from '../../scripts/setup/electron-fact.mjs'
import { runSteps } from '../../scripts/setup/run-steps.mjs'
import { SetupProblem } from '../../scripts/setup/problem.mjs'

const machine = describeMachine()

test.skipIf(readElectronFact(machine) === undefined)('a second set-up does nothing', () => {
  const made = [
    'better-sqlite3/build/Release/better_sqlite3.node',
    '@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node',
    '.circumplex/electron.json',
  ]
    .map((path) => join(machine.modules, path))
    .filter(existsSync)
  const times = made.map((path) => statSync(path).mtimeMs)
  const { status, stderr } = spawnSync(process.execPath, [join(machine.root, 'scripts', 'setup.mjs')], { encoding: 'utf8' })
  expect(stderr).toMatch(/^Everything is in place \([\d.]+ s\)\.\n$/)
  expect(status).toBe(0)
  expect(made.map((path) => statSync(path).mtimeMs)).toEqual(times)
})

test('only steps that are not done are run, and a failed one stops what needs it', async () => {
  const ran = []
  const step = (name, done, make = () => 'made') => ({ name, isDone: () => done, make: () => (ran.push(name), make()) })
  const broken = () => {
    throw new SetupProblem('the index does not answer', 'Check the network.')
  }
  const lines = []
  const scratch = { ...machine, cache: join(machine.facts, 'test-cache') }
  const steps = [step('there', true), step('first', false), step('second', false, broken), step('third', false)]
  expect(await runSteps(steps, scratch, (line) => lines.push(line))).toBe(false)
  expect(ran).toEqual(['first', 'second'])
  expect(lines.join('\n')).toMatch(/FAILED.*the index does not answer\n.*What to do: Check the network\./)
})

test('a failed step that is optional does not stop the rest', async () => {
  const ran = []
  const optional = { name: 'window', optional: true, isDone: () => false, make: () => Promise.reject(new SetupProblem('no root', 'sudo')) }
  const last = { name: 'last', isDone: () => false, make: () => ran.push('last') }
  expect(await runSteps([optional, last], { ...machine, cache: join(machine.facts, 'test-cache') }, () => undefined)).toBe(true)
  expect(ran).toEqual(['last'])
})

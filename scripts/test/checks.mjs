import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { hasDisplay } from '../setup/display.mjs'
import { countsOfExit, countsOfPlaywright, countsOfVitest } from './counts.mjs'
import { runTool } from './run-check.mjs'

/**
 * Every check of `npm test`, by part. `run(machine, onOutput)` gives `{ counts, output, seconds }`.
 * @type {Record<string, { name: string, run: Function, live?: boolean }[]>}
 */
export const parts = {
  types: [
    types('types of programs and tests', 'typescript/bin/tsc', 'tsconfig.json'),
    types('types of the window tests', 'typescript/bin/tsc', 'tsconfig.e2e.json'),
    types('types of the window', 'vue-tsc/bin/vue-tsc.js', 'tsconfig.renderer.json'),
  ],
  lint: [
    yesOrNo('lint', 'eslint/bin/eslint.js', [
      '.',
      '--cache',
      '--cache-location',
      'node_modules/.circumplex/eslint-cache',
      '--max-warnings',
      '0',
    ]),
    yesOrNo('format', 'prettier/bin/prettier.cjs', [
      '.',
      '--check',
      '--cache',
      '--cache-location',
      'node_modules/.circumplex/prettier-cache',
      '--log-level',
      'warn',
    ]),
    script('words', 'scripts/test/check-words.mjs'),
    yesOrNo('import rules', 'dependency-cruiser/bin/dependency-cruise.mjs', ['src', '--config', '.dependency-cruiser.cjs']),
  ],
  unit: [reported('unit tests', countsOfVitest, vitest)],
  e2e: [reported('window tests', countsOfPlaywright, playwright)],
}

/** Checks that run only when they are asked for by name: the tests `*.long.test.ts` at full size, one file at a time, windows last. */
export const longParts = {
  long: [reported('long tests', countsOfVitest, longVitest), reported('long window tests', countsOfPlaywright, longPlaywright)],
}

/** A type check that remembers what it has checked, so that the next one takes up the changes only. */
function types(name, script, project) {
  return yesOrNo(name, script, [
    '-p',
    project,
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    `node_modules/.circumplex/${project}.tsbuildinfo`,
  ])
}

/** A package's tool that says yes or no by its exit code. */
function yesOrNo(name, tool, commandArguments) {
  return byExitCode(name, (machine) => [join(machine.modules, tool), ...commandArguments])
}

/** A script of ours that says yes or no by its exit code. */
function script(name, path) {
  return byExitCode(name, () => [path])
}

function byExitCode(name, argumentsOn) {
  return {
    name,
    run: async (machine) => {
      const { code, output, seconds } = await runTool(process.execPath, argumentsOn(machine), { cwd: machine.root })
      return { counts: countsOfExit(code), output, seconds }
    },
  }
}

/** A tool that writes a JSON report; without a readable one it counts as one failed test. */
function reported(name, readCounts, start) {
  return {
    name,
    live: true,
    run: async (machine, onOutput) => {
      const report = join(machine.facts, 'reports', `${name.replaceAll(' ', '-')}.json`)
      mkdirSync(join(machine.facts, 'reports'), { recursive: true })
      rmSync(report, { force: true })
      const { code, output, seconds } = await start(machine, report, onOutput)
      const counts = existsSync(report) ? readCounts(readFileSync(report, 'utf8'), code) : { passed: 0, failed: 1, skipped: 0 }
      return { counts, output, seconds }
    },
  }
}

function vitest(machine, report, onOutput) {
  return runVitest(machine, report, { onOutput })
}

const atFullSize = { CIRCUMPLEX_LONG_TESTS: '1' }

function longVitest(machine, report, onOutput) {
  return runVitest(machine, report, { onOutput, environment: atFullSize }, ['.long.test', '--no-file-parallelism', '--hookTimeout=3600000'])
}

/** As many files at a time as there are cores: Vitest would leave one to itself, of two half of the machine. */
function runVitest(machine, report, options, moreArguments = [`--maxWorkers=${availableParallelism()}`]) {
  const script = join(machine.modules, 'vitest', 'vitest.mjs')
  return runTool(
    process.execPath,
    [script, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests', ...moreArguments],
    { cwd: machine.root, ...options },
  )
}

function playwright(machine, report, onOutput, moreArguments = [], moreEnvironment = {}) {
  const script = [
    process.execPath,
    join(machine.modules, '@playwright', 'test', 'cli.js'),
    'test',
    '--reporter=list,json',
    '--pass-with-no-tests',
    ...moreArguments,
  ]
  const [command, ...commandArguments] = hasDisplay() ? script : ['xvfb-run', '-a', ...script]
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...moreEnvironment }
  return runTool(command, commandArguments, { cwd: machine.root, environment, onOutput })
}

function longPlaywright(machine, report, onOutput) {
  return playwright(machine, report, onOutput, ['.long.test'], atFullSize)
}

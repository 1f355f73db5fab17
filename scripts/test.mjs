// Every check of the project, after making what is missing. `npm test`, or a part: `npm test -- unit|e2e|types|lint|long`
import { availableParallelism } from 'node:os'
import { prepare } from './prepare.mjs'
import { describeMachine } from './setup/machine.mjs'
import { atOnce } from './test/at-once.mjs'
import { longParts, parts } from './test/checks.mjs'
import { addCounts } from './test/counts.mjs'

const print = (line) => process.stdout.write(`${line}\n`)
const allParts = { ...parts, ...longParts }
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(allParts, name))

if (unknown.length > 0) {
  print(`There is no part "${unknown.join(' ')}" of the tests. There are: ${Object.keys(allParts).join(', ')}.`)
  process.exitCode = 2
} else {
  const names = wanted.length > 0 ? wanted : Object.keys(parts)
  const ready = await prepare({
    forWindow: names.includes('e2e') || names.includes('long'),
    forTests: names.includes('unit') || names.includes('long'),
  })
  const counts = ready ? await runParts(names) : { passed: 0, failed: 1, skipped: 0 }
  if (counts.skipped > 0) print(`${counts.skipped} skipped`)
  print(`${counts.passed} passed, ${counts.failed} failed`)
  if (counts.failed > 0) process.exitCode = 1
}

/**
 * Runs the parts, all of them even when one fails, and prints what each check found: first those that are quiet, as many at a time as
 * there are cores, then one after the other those that print as they go.
 */
async function runParts(names) {
  const checks = names.flatMap((name) => allParts[name])
  const quiet = checks.filter(({ live }) => !live)
  const all = await atOnce(quiet, availableParallelism(), async (check) => {
    const result = await check.run(describeMachine())
    print(`▸ ${check.name}`)
    if (result.counts.failed > 0) print(result.output.trimEnd())
    return countsOf(result)
  })
  for (const check of checks.filter(({ live }) => live)) {
    print(`▸ ${check.name}`)
    all.push(countsOf(await check.run(describeMachine(), (chunk) => process.stdout.write(chunk))))
  }
  return addCounts(all)
}

function countsOf({ counts, seconds }) {
  print(`  ${counts.failed === 0 ? 'passed' : 'FAILED'}: ${counts.passed} passed, ${counts.failed} failed, ${seconds.toFixed(1)} s`)
  return counts
}

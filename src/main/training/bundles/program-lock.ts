import { cpus } from 'node:os'
import type { BundleContent } from '@shared/contract/run-bundle'
import packageJson from '../../../../package.json'

type Lock = BundleContent['lock']

/** What computes here: the program with its packages, whose versions package.json pins, and the machine. */
export function presentLock(): Lock {
  const { version, dependencies } = packageJson
  return {
    program: version,
    packages: { ...dependencies },
    runtime: `Node ${process.versions.node}`,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? '',
  }
}

/** Whatever of two locks may give other numbers, in sentences; the runtime gives none. */
export function differencesOfLocks(there: Lock, here: Lock): string[] {
  const names = [...new Set([...Object.keys(there.packages), ...Object.keys(here.packages)])].sort()
  const packages = names
    .filter((name) => there.packages[name] !== here.packages[name])
    .map((name) => `${name} ${there.packages[name] ?? 'absent'} (here ${here.packages[name] ?? 'absent'})`)
  return [
    ...(there.program === here.program ? [] : [`It was trained by Circumplex ${there.program}; this is ${here.program}.`]),
    ...(packages.length === 0 ? [] : [`Its packages were others: ${packages.join(', ')}.`]),
    ...(there.platform === here.platform ? [] : [`It was trained on ${there.platform}; this is ${here.platform}.`]),
    ...(there.processor === here.processor ? [] : [`It was trained on the processor ${there.processor}; this is ${here.processor}.`]),
  ]
}

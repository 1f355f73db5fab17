import { pins } from './pins.mjs'
import { SetupProblem } from './problem.mjs'

/** Node itself: the one thing set-up cannot fetch. */
export const nodeVersion = {
  name: 'Node',
  isDone: () => isRecentEnough(process.versions.node, pins.minimumNode),
  mend: 'install a newer Node',
  inspect: () => process.versions.node,
  make: () => {
    throw new SetupProblem(
      `Node ${process.versions.node} is too old: ${pins.minimumNode.join('.')} or newer is needed.`,
      'Install a newer Node (20 LTS or later) with your package manager or from its official site, then run again.',
    )
  },
}

/**
 * @param {string} version such as `20.19.1`
 * @param {readonly number[]} minimum major and minor
 */
export function isRecentEnough(version, [minimumMajor, minimumMinor]) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)
}

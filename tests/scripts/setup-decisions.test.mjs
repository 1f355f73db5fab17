import { expect, test } from 'vitest'
import { lockIsInstalled } from '../../scripts/setup/npm-packages.mjs'
import { isRecentEnough } from '../../scripts/setup/node-version.mjs'
import { choosePackages, parseMissingLibraries } from '../../scripts/setup/system-packages.mjs'

test('Node 20.19 and everything newer is recent enough', () => {
  expect(['20.19.0', '20.20.2', '22.0.0', '24.1.0'].map((version) => isRecentEnough(version, [20, 19]))).toEqual([true, true, true, true])
  expect(['20.18.9', '18.20.0', '9.99.0'].map((version) => isRecentEnough(version, [20, 19]))).toEqual([false, false, false])
})

test('missing libraries are read out of what ldd prints', () => {
  const printed =
    '\tlinux-vdso.so.1 (0x00007ffd)\n\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n\tlibgbm.so.1 => not found\n'
  expect(parseMissingLibraries(printed)).toEqual(['libnss3.so', 'libgbm.so.1'])
})

test('of several names of a package the one this system has is chosen, once', () => {
  const needs = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['libgtk-3-0t64', 'libgtk-3-0']]
  expect(choosePackages(needs, (name) => !name.includes('t64'))).toEqual(['libgtk-3-0', 'libnss3'])
  expect(choosePackages(needs, () => true)).toEqual(['libgtk-3-0t64', 'libnss3'])
  expect(choosePackages([['unknown-here']], () => false)).toEqual(['unknown-here'])
})

test('a lock is installed when every package that is not optional is there with the same digest', () => {
  const wanted = { '': {}, a: { integrity: 'x' }, b: { integrity: 'y', optional: true } }
  expect(lockIsInstalled(wanted, { a: { integrity: 'x' } })).toBe(true)
  expect(lockIsInstalled(wanted, { a: { integrity: 'x' }, b: { integrity: 'other' } })).toBe(false)
  expect(lockIsInstalled(wanted, { a: { integrity: 'older' } })).toBe(false)
  expect(lockIsInstalled(wanted, {})).toBe(false)
})

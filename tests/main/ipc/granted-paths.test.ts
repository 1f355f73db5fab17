import { expect, it } from 'vitest'
import { createGrantedPaths } from '@main/ipc/granted-paths'

it('nothing may be written before a dialog led there', () => {
  expect(createGrantedPaths().allows('/home/me/labels.csv')).toBe(false)
})

it('a file of a save dialog may be written, and no other', () => {
  const granted = createGrantedPaths()
  granted.grantFile('/home/me/labels.csv')
  expect(granted.allows('/home/me/labels.csv')).toBe(true)
  expect(granted.allows('/home/me/x/../labels.csv')).toBe(true)
  for (const path of ['/home/me/labels.csv.sh', '/home/me', '/home/me/labels.csv/x']) expect(granted.allows(path), path).toBe(false)
})

it('below a chosen folder everything may be written, and nothing beside it', () => {
  const granted = createGrantedPaths()
  granted.grantFolder('/home/me/results')
  for (const path of ['/home/me/results', '/home/me/results/', '/home/me/results/a/b.html']) expect(granted.allows(path), path).toBe(true)
  for (const path of ['/home/me/results2/a', '/home/me/results/../a', '/home/me', '/']) expect(granted.allows(path), path).toBe(false)
  granted.grantFolder('/')
  expect(granted.allows('/anything')).toBe(true)
})

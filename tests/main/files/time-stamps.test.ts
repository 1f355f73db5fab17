import { hasTimeStamps, withoutTimeStamps } from '@main/files/time-stamps'
import { expect, it } from 'vitest'

it('loses the time stamps and tag lines of LRC, and keeps other brackets', () => {
  const lines = ['[ar:X]', '[00:12.00][00:40.10]Line one', '[00:17.20]<00:17.30>Line <00:18.00>two', '[Chorus]', '']
  expect(withoutTimeStamps(lines.join('\n'))).toBe('Line one\nLine two\n[Chorus]')
})

it('distinguishes lyrics with time stamps from others', () => {
  expect(['[ti:X]\n[00:01.00]La', 'La la\n[Chorus]\nat 12:30'].map(hasTimeStamps)).toEqual([true, false])
})

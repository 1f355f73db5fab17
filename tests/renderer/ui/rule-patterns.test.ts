import { expect, it } from 'vitest'
import { patternsBeside } from '@renderer/ui/rule-patterns'
import { defaultExcerptRule } from '@shared/domain/excerpt-rule'

it('keep a pattern that is neither the study’s nor every second among the choices', () => {
  const usual = ['3 s of every 5 s', 'Every second']
  expect(patternsBeside(defaultExcerptRule).map(({ title }) => title)).toEqual(usual)
  expect(patternsBeside({ lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }).map(({ title }) => title)).toEqual(usual)
  const other = { lengthSeconds: 20, segmentSeconds: 2, keptSegmentSeconds: 1 }
  expect(patternsBeside(other).at(-1)).toEqual({ title: '1 s of every 2 s', kept: { segmentSeconds: 2, keptSegmentSeconds: 1 } })
})

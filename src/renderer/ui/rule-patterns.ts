import { defaultExcerptRule, type ExcerptRule, keepsEverySecond } from '@shared/domain/excerpt-rule'

type KeptPart = Pick<ExcerptRule, 'segmentSeconds' | 'keptSegmentSeconds'>

/** A pattern of an excerpt rule, by its name. */
export interface RulePattern {
  readonly title: string
  readonly kept: KeptPart
}

const everySecond: RulePattern = { title: 'Every second', kept: { segmentSeconds: 1, keptSegmentSeconds: 1 } }

function patternOf({ segmentSeconds, keptSegmentSeconds }: KeptPart): RulePattern {
  return { title: `${keptSegmentSeconds} s of every ${segmentSeconds} s`, kept: { segmentSeconds, keptSegmentSeconds } }
}

/** The patterns to choose from: that of the study, every second, and that of a rule where it is another one. */
export function patternsBeside(rule: ExcerptRule): RulePattern[] {
  const usual = [patternOf(defaultExcerptRule), everySecond]
  const own = patternOf(rule)
  return keepsEverySecond(rule) || usual.some(({ title }) => title === own.title) ? usual : [...usual, own]
}

import { type Command, InvalidArgumentError, Option } from 'commander'
import { defaultExcerptRule, type ExcerptRule, type Level, levels, withLevel } from '@shared/domain/excerpt-rule'
import { decimalNumber } from '../options'

type KeptPart = Pick<ExcerptRule, 'segmentSeconds' | 'keptSegmentSeconds'>

/** What the options of an excerpt rule give. */
export interface RuleOptions {
  readonly excerptSeconds: number
  readonly keep: KeptPart
  readonly level: Level
}

const keptOfStudy: KeptPart = {
  segmentSeconds: defaultExcerptRule.segmentSeconds,
  keptSegmentSeconds: defaultExcerptRule.keptSegmentSeconds,
}

/** The options that say how long an excerpt is and what of it reaches a network. */
export function addRuleOptions(command: Command): Command {
  return command
    .option('--excerpt-seconds <s>', 'length of an excerpt, 5 to 120 s', decimalNumber, defaultExcerptRule.lengthSeconds)
    .addOption(
      new Option('--keep <k/of>', 'seconds that are heard of every so many, such as 3/5, or all')
        .argParser(keptPart)
        .default(keptOfStudy, '3/5'),
    )
    .addOption(
      new Option('--level <level>', 'as-recorded, or matched: every excerpt is set to one loudness, as annotators hear it')
        .choices(levels)
        .default('as-recorded'),
    )
}

/** The rule that the options stand for. */
export function ruleOfOptions({ excerptSeconds, keep, level }: RuleOptions): ExcerptRule {
  return withLevel({ lengthSeconds: excerptSeconds, ...keep }, level)
}

function keptPart(value: string): KeptPart {
  if (value === 'all') return { segmentSeconds: 1, keptSegmentSeconds: 1 }
  const [kept, segment, ...more] = value.split('/').map(Number)
  if (more.length === 0 && kept !== undefined && segment !== undefined && kept > 0 && kept <= segment)
    return { segmentSeconds: segment, keptSegmentSeconds: kept }
  throw new InvalidArgumentError(`${value} is neither all nor two numbers such as 3/5, the first no larger than the second.`)
}

import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ChannelArgument, ChannelResult } from '@shared/contract/channels'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { modalities, type Modality } from '@shared/domain/modality'
import { datasetForms } from '@shared/domain/sample-tracks'
import { decimalNumber, wholeNumber } from '../options'

type FreezeArgument = ChannelArgument<'datasets.freeze'>
type ExcerptChoice = NonNullable<FreezeArgument['excerpts']>

type KeptPart = Pick<ExcerptRule, 'segmentSeconds' | 'keptSegmentSeconds'>

const keptOfStudy: KeptPart = {
  segmentSeconds: defaultExcerptRule.segmentSeconds,
  keptSegmentSeconds: defaultExcerptRule.keptSegmentSeconds,
}

/** What the options of `dataset freeze` and `dataset count` give. */
export interface FreezeOptions extends Pick<FreezeArgument, 'groupBy' | 'seed' | 'form'> {
  readonly modality: Modality[] | readonly ['none']
  readonly perQuadrant?: number
  readonly fraction?: number
  readonly excerpts: ExcerptChoice
  readonly excerptSeconds: number
  readonly keep: KeptPart
  readonly copies: number
  readonly synonyms: number
  readonly reorderSentences?: boolean
  readonly language?: string
}

/** The options that say what a dataset takes up and how it is split. */
export function addFreezeOptions(command: Command): Command {
  return command
    .addOption(new Option('--group-by <group>', 'keep together in the split').choices(['track', 'artist', 'album']).default('track'))
    .option('--seed <seed>', 'seed of the split', wholeNumber, 1)
    .addOption(new Option('--modality <modality...>', 'what every track must have').choices([...modalities, 'none']).default(['audio']))
    .option('--language <code>', 'leave out tracks whose texts are surely in another language, such as en')
    .addOption(
      new Option('--form <form>', 'as-published balances before it splits, so that test tracks leak')
        .choices(datasetForms)
        .default('sound'),
    )
    .option('--per-quadrant <n>', 'bring every quadrant of the training set to so many samples (the study: 3000)', wholeNumber)
    .addOption(
      new Option('--fraction <x>', 'bring every quadrant to this fraction of the fullest')
        .argParser(decimalNumber)
        .conflicts('perQuadrant'),
    )
    .addOption(
      new Option('--excerpts <which>', 'chosen by people, middle, all (the whole track in steps), or so many random ones of every track')
        .argParser(excerptChoice)
        .default({ kind: 'middle' }, 'middle'),
    )
    .option('--excerpt-seconds <s>', 'length of an excerpt, 5 to 120 s', decimalNumber, defaultExcerptRule.lengthSeconds)
    .addOption(
      new Option('--keep <k/of>', 'seconds that are heard of every so many, such as 3/5, or all')
        .argParser(keptPart)
        .default(keptOfStudy, '3/5'),
    )
    .option('--copies <n>', 'how often each excerpt of a training track is taken, each further time with another start', wholeNumber, 1)
    .option('--synonyms <share>', 'share of the words of copies that are replaced by synonyms', decimalNumber, 0.2)
    .option('--reorder-sentences', 'put the sentences of copies into another order')
}

/** The settings, but for the name, that the options stand for. */
export function settingsOfOptions(options: FreezeOptions): Omit<FreezeArgument, 'name'> {
  const { modality, perQuadrant, fraction, copies, synonyms, reorderSentences = false, groupBy, seed, form, excerpts, language } = options
  const { excerptSeconds, keep } = options
  return {
    groupBy,
    seed,
    form,
    excerpts,
    excerptRule: { lengthSeconds: excerptSeconds, ...keep },
    ...(language !== undefined && { language }),
    modalities: modality.filter((name) => name !== 'none'),
    balance:
      perQuadrant !== undefined
        ? { kind: 'fixed', perQuadrant }
        : fraction !== undefined
          ? { kind: 'fraction', fraction }
          : { kind: 'none' },
    excerptsPerTrack: copies,
    textVariation: { synonymShare: synonyms, reorderSentences },
  }
}

/** What a choice of excerpts is called on the command line. */
export function nameOfChoice(choice: ChannelResult<'datasets.count'>['choices'][number]['excerpts']): string {
  return choice.kind === 'random' ? `${choice.perTrack}` : choice.kind === 'steps' ? 'all' : choice.kind
}

function keptPart(value: string): KeptPart {
  if (value === 'all') return { segmentSeconds: 1, keptSegmentSeconds: 1 }
  const [kept, segment, ...more] = value.split('/').map(Number)
  if (more.length === 0 && kept !== undefined && segment !== undefined && kept > 0 && kept <= segment)
    return { segmentSeconds: segment, keptSegmentSeconds: kept }
  throw new InvalidArgumentError(`${value} is neither all nor two numbers such as 3/5, the first no larger than the second.`)
}

function excerptChoice(value: string): ExcerptChoice {
  if (value === 'middle' || value === 'chosen') return { kind: value }
  if (value === 'all') return { kind: 'steps' }
  const perTrack = Number(value)
  if (Number.isInteger(perTrack) && perTrack >= 1 && perTrack <= 50) return { kind: 'random', perTrack }
  throw new InvalidArgumentError(`${value} is not chosen, middle, all, or a number of 1 to 50.`)
}

import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ChannelArgument, ChannelResult } from '@shared/contract/channels'
import { type Modality, trackModalities } from '@shared/domain/modality'
import { datasetForms } from '@shared/domain/sample-tracks'
import { decimalNumber, wholeNumber } from '../options'
import { addRuleOptions, type RuleOptions, ruleOfOptions } from './rule-options'

type FreezeArgument = ChannelArgument<'datasets.freeze'>
type ExcerptChoice = NonNullable<FreezeArgument['excerpts']>

/** What the options of `dataset freeze` and `dataset count` give. */
export interface FreezeOptions extends Pick<FreezeArgument, 'groupBy' | 'seed' | 'form'>, RuleOptions {
  readonly modality: Modality[] | readonly ['none']
  readonly perQuadrant?: number
  readonly fraction?: number
  readonly excerpts: ExcerptChoice
  readonly copies: number
  readonly synonyms: number
  readonly reorderSentences?: boolean
  readonly language?: string
}

/** The options that say what a dataset takes up and how it is split. */
export function addFreezeOptions(command: Command): Command {
  return addRuleOptions(command)
    .addOption(new Option('--group-by <group>', 'keep together in the split').choices(['track', 'artist', 'album']).default('track'))
    .option('--seed <seed>', 'seed of the split', wholeNumber, 1)
    .addOption(
      new Option('--modality <modality...>', 'what every track must have').choices([...trackModalities, 'none']).default(['audio']),
    )
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
    .option('--copies <n>', 'how often each excerpt of a training track is taken, each further time with another start', wholeNumber, 1)
    .option('--synonyms <share>', 'share of the words of copies that are replaced by synonyms', decimalNumber, 0.2)
    .option('--reorder-sentences', 'put the sentences of copies into another order')
}

/** The settings, but for the name, that the options stand for. */
export function settingsOfOptions(options: FreezeOptions): Omit<FreezeArgument, 'name'> {
  const { modality, perQuadrant, fraction, copies, synonyms, reorderSentences = false, groupBy, seed, form, excerpts, language } = options
  return {
    groupBy,
    seed,
    form,
    excerpts,
    excerptRule: ruleOfOptions(options),
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

function excerptChoice(value: string): ExcerptChoice {
  if (value === 'middle' || value === 'chosen') return { kind: value }
  if (value === 'all') return { kind: 'steps' }
  const perTrack = Number(value)
  if (Number.isInteger(perTrack) && perTrack >= 1 && perTrack <= 50) return { kind: 'random', perTrack }
  throw new InvalidArgumentError(`${value} is not chosen, middle, all, or a number of 1 to 50.`)
}

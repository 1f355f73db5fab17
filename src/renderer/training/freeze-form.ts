import { type Dataset, type DatasetSettings, datasetSettingsSchema } from '@shared/contract/training'
import { publishedPerQuadrant } from '@shared/domain/balance'
import { defaultExcerptRule, describeExcerptRule, type ExcerptRule, isSameRule } from '@shared/domain/excerpt-rule'
import { leakInWords } from '@shared/domain/leak'
import { describeModality, isTextKind, type Modality, modalities } from '@shared/domain/modality'
import { countOf, formatCount, formatNumber } from '../ui/format'

/** What the dialog that freezes a dataset asks; shares in percent. */
export interface FreezeForm {
  readonly name: string
  readonly modalities: readonly Modality[]
  readonly form: DatasetSettings['form']
  readonly shares: { readonly train: number; readonly validation: number; readonly test: number }
  readonly groupBy: DatasetSettings['groupBy']
  readonly seed: number
  readonly balance: DatasetSettings['balance']['kind']
  readonly perQuadrant: number
  /** Of the fullest quadrant, in percent. */
  readonly fraction: number
  /** Which excerpts of its tracks it takes up. */
  readonly excerpts: DatasetSettings['excerpts']['kind']
  /** How many of every track where they are drawn at random. */
  readonly perTrack: number
  /** How long an excerpt is, and what is heard of it. */
  readonly excerptRule: ExcerptRule
  readonly excerptsPerTrack: number
  readonly synonymShare: number
  readonly reorderSentences: boolean
  /** Tracks whose texts are surely in another language are left out. */
  readonly englishOnly: boolean
}

/** The form as it opens. */
export function emptyForm(name: string): FreezeForm {
  return {
    name,
    modalities: ['audio'],
    form: 'sound',
    shares: { train: 70, validation: 15, test: 15 },
    groupBy: 'track',
    seed: 1,
    balance: 'none',
    perQuadrant: publishedPerQuadrant,
    fraction: 100,
    excerpts: 'middle',
    perTrack: 3,
    excerptRule: defaultExcerptRule,
    excerptsPerTrack: 1,
    synonymShare: 20,
    reorderSentences: false,
    englishOnly: false,
  }
}

/** The form with another way to split: as published, tracks are always balanced and split by sample. */
export function withForm(form: FreezeForm, next: FreezeForm['form']): FreezeForm {
  if (next === 'sound') return { ...form, form: next }
  return { ...form, form: next, groupBy: 'track', excerpts: 'middle', balance: form.balance === 'none' ? 'fixed' : form.balance }
}

/** Why the form cannot be sent yet, or null. */
export function problemOf({ name, modalities: chosen, shares }: FreezeForm): string | null {
  const total = shares.train + shares.validation + shares.test
  if (name.trim() === '') return 'Give the dataset a name.'
  if (chosen.length === 0) return 'Choose what every track must have: audio, lyrics or comments.'
  return total === 100 ? null : `The shares add up to ${total} %, not 100 %.`
}

/** Whether every track must have audio, so that excerpts can be chosen. */
export function hearsAudio({ modalities: chosen }: FreezeForm): boolean {
  return chosen.some((modality) => describeModality(modality).source === 'audio-file')
}

/** Whether every track must have texts. */
export function readsTexts({ modalities: chosen }: FreezeForm): boolean {
  return chosen.some(isTextKind)
}

/** Whether training tracks are taken more than once, so that texts of copies can be varied. */
export function makesCopies({ balance, excerptsPerTrack, form }: FreezeForm): boolean {
  return balance !== 'none' || excerptsPerTrack > 1 || form === 'as-published'
}

/**
 * The settings that a filled form stands for.
 * @param trackIds only these tracks; null: all that fit
 */
export function settingsOf(form: FreezeForm, trackIds: readonly number[] | null): DatasetSettings {
  const { train, validation, test } = form.shares
  const balances: Readonly<Record<FreezeForm['balance'], DatasetSettings['balance']>> = {
    none: { kind: 'none' },
    fixed: { kind: 'fixed', perQuadrant: form.perQuadrant },
    fraction: { kind: 'fraction', fraction: form.fraction / 100 },
  }
  return datasetSettingsSchema.parse({
    name: form.name.trim(),
    filter: trackIds ? { trackIds: [...trackIds] } : {},
    modalities: modalities.filter((modality) => form.modalities.includes(modality)),
    ...(form.englishOnly && { language: 'en' }),
    shares: { train: train / 100, validation: validation / 100, test: test / 100 },
    groupBy: form.groupBy,
    seed: form.seed,
    form: form.form,
    balance: balances[form.balance],
    excerpts: excerptsOf(form),
    excerptRule: form.excerptRule,
    excerptsPerTrack: form.excerptsPerTrack,
    textVariation: { synonymShare: form.synonymShare / 100, reorderSentences: form.reorderSentences },
  })
}

function excerptsOf(form: FreezeForm): DatasetSettings['excerpts'] {
  if (!hearsAudio(form) || form.form === 'as-published') return { kind: 'middle' }
  return form.excerpts === 'random' ? { kind: 'random', perTrack: form.perTrack } : { kind: form.excerpts }
}

/** The leak of a dataset that was split as published, in words; null for one whose tracks are in one set each. */
export function leakNote({ settings, leak }: Pick<Dataset, 'settings' | 'leak'>): string | null {
  if (settings.form !== 'as-published' || leak === null) return null
  return `As published: ${leakInWords(leak)}. Results look better than they are.`
}

/** How a dataset was made, in a few words, such as "audio, lyrics · chosen excerpts · 3,000 a quadrant · each taken 2 times". */
export function makingInWords({
  modalities: chosen,
  balance,
  excerpts,
  excerptRule,
  excerptsPerTrack,
  groupBy,
  language,
}: DatasetSettings): string {
  const balanced =
    balance.kind === 'fixed'
      ? `${formatCount(balance.perQuadrant)} a quadrant`
      : balance.kind === 'fraction'
        ? `${formatNumber(100 * balance.fraction, 0)} % of the fullest quadrant`
        : ''
  return [
    chosen.join(', '),
    language ? `texts in ${language}` : '',
    groupBy === 'track' ? '' : `by ${groupBy}`,
    choiceInWords(excerpts),
    isSameRule(excerptRule, defaultExcerptRule) ? '' : describeExcerptRule(excerptRule),
    balanced,
    excerptsPerTrack > 1 ? `each taken ${excerptsPerTrack} times` : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function choiceInWords(excerpts: DatasetSettings['excerpts']): string {
  if (excerpts.kind === 'random') return `${countOf(excerpts.perTrack, 'random excerpt')} a track`
  return { middle: '', chosen: 'chosen excerpts', steps: 'whole tracks in excerpts' }[excerpts.kind]
}

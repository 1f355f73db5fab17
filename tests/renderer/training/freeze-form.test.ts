import { describe, expect, it } from 'vitest'
import { withLevel } from '@shared/domain/excerpt-rule'
import { emptyForm, leakNote, makesCopies, makingInWords, problemOf, settingsOf, withForm } from '@renderer/training/freeze-form'

const form = emptyForm('First')
const none = { rows: 0, leaked: 0, share: 0 }

describe('the form that freezes a dataset', () => {
  it('stands for the settings of a sound dataset, split by track and not balanced', () => {
    expect(settingsOf(form, null)).toMatchObject({
      name: 'First',
      modalities: ['audio'],
      form: 'sound',
      groupBy: 'track',
      balance: { kind: 'none' },
      excerptsPerTrack: 1,
      filter: {},
      shares: { train: 0.7, validation: 0.15, test: 0.15 },
      textVariation: { synonymShare: 0.2, reorderSentences: false },
    })
  })

  it('takes only the tracks that are given, and balances as asked', () => {
    expect(settingsOf({ ...form, balance: 'fixed', perQuadrant: 40 }, [3, 5])).toMatchObject({
      filter: { trackIds: [3, 5] },
      balance: { kind: 'fixed', perQuadrant: 40 },
    })
    expect(settingsOf({ ...form, balance: 'fraction', fraction: 50 }, null).balance).toEqual({ kind: 'fraction', fraction: 0.5 })
  })

  it('balances to the published size and keeps no artists together when split as published', () => {
    const published = withForm({ ...form, groupBy: 'artist' }, 'as-published')
    expect(settingsOf(published, null)).toMatchObject({
      form: 'as-published',
      groupBy: 'track',
      balance: { kind: 'fixed', perQuadrant: 3000 },
    })
    expect(withForm({ ...form, balance: 'fraction' }, 'as-published').balance).toBe('fraction')
  })

  it('keeps the level at which excerpts are heard, and names it where it is not as recorded', () => {
    const { excerptRule } = form
    const settings = settingsOf({ ...form, excerptRule: withLevel(excerptRule, 'matched') }, null)
    expect(settings.excerptRule).toEqual({ ...excerptRule, level: 'matched' })
    expect(makingInWords(settings)).toContain('73 s, 3 s of every 5 s, at one loudness')
    expect(settingsOf({ ...form, excerptRule: withLevel(settings.excerptRule, 'as-recorded') }, null).excerptRule).toEqual(excerptRule)
  })

  it('leaves other languages out when asked to', () => {
    expect(settingsOf(form, null).language).toBeUndefined()
    expect(settingsOf({ ...form, englishOnly: true }, null).language).toBe('en')
    expect(makingInWords(settingsOf({ ...form, englishOnly: true }, null))).toBe('audio · texts in en')
  })

  it('says what is missing', () => {
    expect(problemOf(form)).toBeNull()
    expect(problemOf({ ...form, name: ' ' })).toContain('name')
    expect(problemOf({ ...form, modalities: [] })).toContain('audio, lyrics or comments')
    expect(problemOf({ ...form, shares: { train: 70, validation: 15, test: 20 } })).toContain('105 %')
  })

  it('makes copies when it balances or takes several excerpts', () => {
    expect(makesCopies(form)).toBe(false)
    expect(makesCopies({ ...form, excerptsPerTrack: 2 })).toBe(true)
    expect(makesCopies({ ...form, balance: 'fixed' })).toBe(true)
  })
})

describe('a dataset in words', () => {
  const settings = settingsOf(withForm({ ...form, modalities: ['audio', 'lyrics'] }, 'as-published'), null)

  it('states the leak of one split as published, and none of a sound one', () => {
    const leak = {
      rows: 400,
      leaked: 123,
      share: 0.3075,
      quadrants: [none, none, none, none] as [typeof none, typeof none, typeof none, typeof none],
    }
    expect(leakNote({ settings, leak })).toContain('30.8 % of the test samples (123 of 400)')
    expect(leakNote({ settings: settingsOf(form, null), leak })).toBeNull()
  })

  it('names modalities, balance and excerpts', () => {
    expect(makingInWords({ ...settings, excerptsPerTrack: 2 })).toBe('audio, lyrics · 3,000 a quadrant · each taken 2 times')
    const everySecond = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
    expect(makingInWords(settingsOf({ ...form, excerptRule: everySecond }, null))).toBe('audio · 10 s, every second of them')
    expect(makingInWords({ ...settings, excerpts: { kind: 'chosen' } })).toBe('audio, lyrics · chosen excerpts · 3,000 a quadrant')
    expect(makingInWords({ ...settings, excerpts: { kind: 'random', perTrack: 1 } })).toContain('1 random excerpt a track')
  })
})

import { describe, expect, it } from 'vitest'
import type { Run } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { fusionRuns, modalityChoices, shownSettings, withModality } from '@renderer/training/modality-choice'
import { networkOfText } from '@renderer/training/use-own-network'

const settings = trainingSettingsSchema.parse({})
const own = {
  name: 'mine',
  branches: [{ modality: 'lyrics', frozen: false, layers: [{ type: 'embedding', size: 50, trained: false }, { type: 'flatten' }] }],
  head: [{ type: 'linear', units: 2 }],
} as const

describe('the networks of the study', () => {
  it('can be chosen where the dataset has what they read', () => {
    const choices = modalityChoices(['audio', 'lyrics'])
    expect(choices.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual(['audio', 'lyrics', 'audio-lyrics'])
    expect(choices.find(({ value }) => value === 'audio-comments')?.subtitle).toContain('without comments')
    expect(modalityChoices(null).some(({ disabled }) => disabled)).toBe(false)
  })

  it('leave no settings of other networks behind', () => {
    const fusion = withModality({ ...settings, folds: 5, embeddingId: 3 }, 'audio-lyrics')
    expect(fusion).toMatchObject({ folds: 0, embeddingId: null, fusion: { frozen: true } })
    expect(withModality(fusion, 'lyrics').fusion).toBeNull()
  })

  it('show the settings that mean something for them', () => {
    expect(shownSettings(settings)).toMatchObject({ normalisation: true, embedding: false, fusion: false, folds: true })
    expect(shownSettings(withModality(settings, 'comments'))).toMatchObject({ normalisation: false, embedding: true, filters: true })
    expect(shownSettings(withModality(settings, 'audio-comments'))).toMatchObject({
      filters: false,
      embedding: false,
      fusion: true,
      folds: false,
      branches: ['audio', 'comments'],
    })
    expect(shownSettings({ ...settings, network: networkOfText(JSON.stringify(own), 'own.json') })).toMatchObject({
      head: false,
      filters: false,
      embedding: true,
    })
  })
})

describe('runs for a fusion', () => {
  const run = (id: string, part: object): Run =>
    ({
      id,
      datasetId: 1,
      state: 'done',
      settings,
      network: { name: 'x', branches: [{ modality: 'lyrics', layers: [], frozen: false }], head: [] },
      ...part,
    }) as unknown as Run

  it('are finished ones of that modality without folds, those of the dataset first', () => {
    const runs = [
      run('other', { datasetId: 2 }),
      run('folds', { settings: { ...settings, folds: 5 } }),
      run('failed', { state: 'failed' }),
      run('own', {}),
    ]
    expect(fusionRuns(runs, 'lyrics', 1).map(({ id }) => id)).toEqual(['own', 'other'])
    expect(fusionRuns(runs, 'audio', 1)).toEqual([])
  })
})

describe('a network of one’s own', () => {
  it('is read from JSON, and a mistake names its layer', () => {
    expect(networkOfText(JSON.stringify(own), 'own.json').name).toBe('mine')
    expect(() => networkOfText('{', 'own.json')).toThrow(/own\.json is not JSON/)
    const wrong = { ...own, head: [{ type: 'linear', units: 0 }] }
    expect(() => networkOfText(JSON.stringify(wrong), 'own.json')).toThrow(/head\.0 \(linear\)/)
  })
})

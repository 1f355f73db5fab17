import { describe, expect, it } from 'vitest'
import { checkSpace } from '@shared/contract/search-space'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { defaultMethod, defaultSpace, searchMethods } from '@shared/domain/search/default-space'

const published = { network: null, modality: 'audio', architecture: 'published' } as const

describe('the space that is searched by default', () => {
  it('varies filters where there are some: not of recommended layers, nor behind a backbone', () => {
    expect(defaultSpace(published, 'random')).toHaveProperty('filters')
    for (const other of [
      { ...published, architecture: 'recommended' },
      { ...published, modality: 'backbone' },
    ] as const)
      expect(Object.keys(defaultSpace(other, 'random')).sort()).toEqual([
        'batchSize',
        'dropout',
        'hiddenUnits',
        'learningRate',
        'weightDecay',
      ])
    expect(defaultSpace({ ...published, network: {} }, 'random')).not.toHaveProperty('hiddenUnits')
  })

  it('asks a fusion what the study left open, every combination of it', () => {
    const fusion = { ...published, modality: 'audio-lyrics' } as const
    expect([defaultMethod(published), defaultMethod(fusion)]).toEqual(['halving', 'grid'])
    expect(Object.keys(defaultSpace(fusion, 'grid'))).toEqual(['fusion.share', 'fusion.keepBlocks.audio', 'fusion.frozen'])
  })

  it.each(searchMethods)('is one that can be searched, for %s', (method) => {
    for (const modality of ['audio', 'audio-lyrics', 'backbone'] as const) {
      const settings = trainingSettingsSchema.parse({ modality, ...(modality === 'audio-lyrics' && { fusion: {} }) })
      expect(() => checkSpace(settings, defaultSpace(settings, method))).not.toThrow()
    }
  })
})

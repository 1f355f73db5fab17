import { describe, expect, it } from 'vitest'
import { describeModality, isModality, isTextKind, mapModalities, modalities, textKinds } from '@shared/domain/modality'
import { modalitiesOfName, modalityOfNetwork, readsAudioFiles } from '@shared/domain/network'

describe('modalities', () => {
  it.each(modalities)('%s has a name without a hyphen, which joins the names of a fusion', (modality) => {
    expect(modality).not.toContain('-')
    expect(isModality(modality)).toBe(true)
  })

  it('differ from other words, also from those that every object has', () => {
    expect(['', 'Audio', 'audio-lyrics', 'constructor', 'toString'].filter(isModality)).toEqual([])
  })

  it('have graph inputs of their own', () => {
    const inputs = modalities.map((modality) => describeModality(modality).graphInput)
    expect(new Set(inputs).size).toBe(modalities.length)
  })

  it('are texts where they are read as tokens', () => {
    expect(textKinds).toEqual(modalities.filter((modality) => describeModality(modality).input.kind === 'tokens'))
    expect(textKinds.every(isTextKind)).toBe(true)
  })

  it('keep what is there when values are mapped, each under its own name', () => {
    expect(mapModalities({ lyrics: 2, audio: 1, comments: undefined }, (value, modality) => `${modality} ${value}`)).toEqual({
      audio: 'audio 1',
      lyrics: 'lyrics 2',
    })
  })
})

describe('the name of what a network reads', () => {
  const network = (...names: ('audio' | 'lyrics' | 'comments')[]) => ({
    branches: names.map((modality) => ({ modality, layers: [], frozen: false })),
  })

  it('gives its modalities back in the order of its branches', () => {
    expect(modalitiesOfName(modalityOfNetwork(network('lyrics', 'audio')))).toEqual(['lyrics', 'audio'])
  })

  it('is refused where this version does not know a modality', () => {
    expect(() => modalitiesOfName('audio-gestures')).toThrow('reads gestures, which this version does not know')
  })

  it('says whether audio files are needed', () => {
    expect([network('lyrics'), network('comments', 'audio')].map(readsAudioFiles)).toEqual([false, true])
  })
})

import { lineAsStems, stemsAsLine, stemsUsedTwice } from '@renderer/settings/stem-lines'
import { describe, expect, it } from 'vitest'

describe('stems of an emotion word', () => {
  it('come back as they were written', () => {
    const stems = ['calm$', 'laid back', '=peace']
    expect(lineAsStems(stemsAsLine(stems))).toEqual(stems)
  })

  it('are trimmed, lower-cased, each once', () => expect(lineAsStems(' Calm, ,calm,  Laid Back ')).toEqual(['calm', 'laid back']))

  it('are reported when two words claim them', () => {
    expect(
      stemsUsedTwice([
        { word: 'joy', stems: ['fun$', 'joy'] },
        { word: 'amusement', stems: ['fun$'] },
      ]),
    ).toEqual([{ stem: 'fun$', words: ['joy', 'amusement'] }])
  })
})

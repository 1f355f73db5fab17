import { describe, expect, it } from 'vitest'
import { loadLanguages } from '@main/text/language'

const languageOf = await loadLanguages()

describe('the language of a text', () => {
  it.each([
    ['en', 'I walked along the river in the evening and thought about all the things we never said'],
    ['de', 'Ich ging am Abend den Fluss entlang und dachte an alles, was wir uns nie gesagt haben'],
    ['es', 'Caminaba por el río al atardecer y pensaba en todas las cosas que nunca nos dijimos'],
    ['fr', 'Je marchais le long de la rivière et je pensais à tout ce que nous ne nous sommes jamais dit'],
  ])('knows %s', (code, text) => {
    expect(languageOf(text)).toEqual({ code, reliable: true })
  })

  it('does not rely on what it finds in a short text', () => {
    expect(languageOf('love me do').reliable).toBe(false)
  })

  it('finds no language where there are no words', () => {
    for (const text of ['', '   ', '123 !!! 456']) expect(languageOf(text)).toEqual({ code: '', reliable: false })
  })
})

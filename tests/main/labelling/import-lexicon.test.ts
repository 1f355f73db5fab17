import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Scale } from '@shared/domain/plane'
import { createLabelHandlers } from '@main/labelling/label-handlers'
import { importLexicon } from '@main/labelling/import-lexicon'
import { coordinatesOf } from '@main/store/lexicons'
import { createTestContext } from '../../helpers/service-context'

const folder = mkdtempSync(join(tmpdir(), 'circumplex-lexicon-'))

function importText(text: string, scale?: Scale, fileName = 'lexicon.txt') {
  const test = createTestContext()
  const path = join(folder, fileName)
  writeFileSync(path, text)
  const lexicon = importLexicon(test.context, path, { scale })
  return { lexicon, coordinates: coordinatesOf(test.library.database, lexicon.id, ['happiness', 'sadness']), test }
}

describe('a lexicon', () => {
  it.each([
    [
      'NRC-VAD, version 1',
      'Word\tValence\tArousal\tDominance\nhappiness\t0.960\t0.732\t0.850\nsadness\t0.052\t0.288\t0.164\n',
      'NRC-VAD',
      /research/,
    ],
    ['NRC-VAD without a head', 'happiness\t0.960\t0.732\t0.850\nsadness\t0.052\t0.288\t0.164\n', 'NRC-VAD', /research/],
    [
      'NRC-VAD, version 2',
      '\uFEFFterm\tvalence\tarousal\tdominance\r\nhappiness\t0.92\t0.464\t0.7\r\nsadness\t-0.896\t-0.424\t0\r\n',
      'NRC-VAD',
      /research/,
    ],
    [
      'Warriner',
      '"",Word,V.Mean.Sum,V.SD.Sum,A.Mean.Sum,A.SD.Sum\n1,happiness,8.68,1,6.856,2\n2,sadness,1.416,1,3.304,2\n',
      'Warriner',
      /NC-ND/,
    ],
    [
      'ANEW',
      'Description,Word No.,Valence Mean,Valence SD,Arousal Mean,Arousal SD\nhappiness,1,8.68,1,6.856,2\nsadness,2,1.416,1,3.304,2\n',
      'ANEW',
      /academic/,
    ],
  ])('comes from %s with its scale and licence', (_, text, name, licence) => {
    const { lexicon, coordinates } = importText(text)
    expect(lexicon).toMatchObject({ name, words: 2, active: false })
    expect(lexicon.licence).toMatch(licence)
    expect(coordinates.get('happiness')?.valence).toBeCloseTo(0.92, 9)
    expect(coordinates.get('happiness')?.arousal).toBeCloseTo(0.464, 9)
    expect(coordinates.get('sadness')?.valence).toBeCloseTo(-0.896, 9)
    expect(coordinates.get('sadness')?.arousal).toBeCloseTo(-0.424, 9)
  })

  it.each([
    ['UTF-16', Buffer.from('\uFEFFword\tvalence\tarousal\nträumerisch\t0.5\t0.25\n', 'utf16le')],
    ['Latin-1', Buffer.from('word\tvalence\tarousal\nträumerisch\t0.5\t0.25\n', 'latin1')],
  ])('is read in %s', (_, bytes) => {
    const test = createTestContext()
    const path = join(folder, 'encoded.txt')
    writeFileSync(path, bytes)
    const lexicon = importLexicon(test.context, path, { scale: '-1-1' })
    expect(coordinatesOf(test.library.database, lexicon.id, ['träumerisch']).get('träumerisch')).toMatchObject({ valence: 0.5 })
  })

  it.each([
    ['a table', 'tag;valence;arousal\nHappiness;8.68;6.856\n'],
    ['a list in JSON', '[{"word": "happiness", "valence": 8.68, "arousal": 6.856}]'],
    ['an object in JSON', '{"happiness": {"valence": 8.68, "arousal": 6.856}}'],
    ['pairs in JSON', '{"happiness": [8.68, 6.856]}'],
  ])('comes from %s when the scale is said, and asks for it otherwise', (_, text) => {
    const { lexicon, coordinates } = importText(text, '1-9', 'my words.txt')
    expect(lexicon).toMatchObject({ name: 'my words', licence: 'not stated' })
    expect(coordinates.get('happiness')?.arousal).toBeCloseTo(0.464, 9)
    expect(() => importText(text)).toThrow(/does not say on which scale/)
  })

  it.each([
    ['a number beyond the scale', 'word,valence,arousal\nhappiness,7,2\n', /“happiness” has valence 7/],
    ['no number', 'word,valence,arousal\nhappiness,NaN,2\n', /row 2/],
    ['an empty cell', 'word,valence,arousal\nhappiness,0.5,0.5\nsadness,,0.1\n', /row 3/],
    ['other columns', 'name,good\nhappiness,1\n', /columns name, good/],
    ['nothing', '', /empty/],
    ['no word', 'word,valence,arousal\n', /no word/],
    ['broken JSON', '{"happiness": ', /no valid JSON/],
    ['other JSON', '{"happiness": "good"}', /no list of words/],
    ['a word twice', 'word,valence,arousal\nhappiness,0.5,0.5\nhappiness,0.1,0.1\n', /twice/],
  ])('is refused with %s, and nothing of it is kept', async (_, text, message) => {
    const test = createTestContext()
    const path = join(folder, 'bad.csv')
    writeFileSync(path, text)
    const handlers = createLabelHandlers(test.context)
    expect(() => importLexicon(test.context, path, { scale: '0-1' })).toThrow(message)
    expect(await handlers['lexicons.list'](null)).toHaveLength(1)
  })

  it('is found by name, used, and refused under a name in use', async () => {
    const { test } = importText('{"happiness": [1, 1]}', '0-1', 'Mine.json')
    const handlers = createLabelHandlers(test.context)
    expect(await handlers['lexicons.use']({ name: 'Mine' })).toMatchObject({ active: true })
    expect((await handlers['tags.matrix'](null)).words).toEqual([])
    expect(() => handlers['lexicons.use']({ name: 'Yours' })).toThrow(/No lexicon is named “Yours”/)
    expect(() => importLexicon(test.context, join(folder, 'Mine.json'), { scale: '0-1' })).toThrow(/in the library already/)
    expect(() => importLexicon(test.context, join(folder, 'absent.json'), {})).toThrow(/ENOENT/)
  })
})

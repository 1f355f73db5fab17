import { describe, expect, it } from 'vitest'
import { cardBlocks, shortened } from '@renderer/prediction/card-blocks'

const card = [
  '# Sample',
  '',
  'Predicts the emotion of music.',
  'Made by **Circumplex**.',
  '',
  '| | |',
  '|---|---|',
  '| File | `model.onnx` |',
  '| Modality | audio |',
  '',
  '## How good it is',
  '',
  '| dimension | MAE | R² |',
  '|---|---|---|',
  '| valence | 0.3 | 0.4 |',
  '',
  '<b>not markup</b>',
  '',
].join('\n')

describe('a model card', () => {
  it('becomes headings, paragraphs, facts and tables of plain text', () => {
    expect(cardBlocks(card)).toEqual([
      { kind: 'paragraph', text: 'Predicts the emotion of music. Made by Circumplex.' },
      {
        kind: 'facts',
        facts: [
          ['File', 'model.onnx'],
          ['Modality', 'audio'],
        ],
      },
      { kind: 'heading', text: 'How good it is' },
      { kind: 'table', head: ['dimension', 'MAE', 'R²'], rows: [['valence', '0.3', '0.4']] },
      { kind: 'paragraph', text: '<b>not markup</b>' },
    ])
  })

  it('reads line ends of any system, and nothing from an empty card', () => {
    expect(cardBlocks(card.replaceAll('\n', '\r\n'))).toEqual(cardBlocks(card))
    expect(cardBlocks('')).toEqual([])
  })

  it('shows the beginnings of digests, ids and times', () => {
    expect(shortened(`digest ${'ab12'.repeat(16)}.`)).toBe('digest ab12ab12ab12….')
    expect(shortened('384dfb38-4e77-4fc1-bcf0-f34ff9b48ce0, trained')).toBe('384dfb38…, trained')
    expect(shortened('2026-11-23T03:11:46.250Z')).toBe('2026-11-23')
    expect(shortened('float32 [n, 992250]')).toBe('float32 [n, 992250]')
  })
})

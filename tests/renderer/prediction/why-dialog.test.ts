// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Explanation } from '@shared/contract/explanation-channels'
import { barsMiddle, drawnSpans, movedPieces, strengthOf, waveformPath } from '@renderer/prediction/moved-parts'
import WhyDialog from '@renderer/prediction/WhyDialog.vue'
import { jobOf } from '../../helpers/job'
import { trackDetails } from '../../helpers/track-details'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, button, get, pageText, press } from '../helpers/page'

const word = { kind: 'lyrics' as const, token: 'dance', forms: ['dancing', 'dance'], count: 2, valence: 0.2, arousal: -0.1 }
const explanation: Explanation = {
  trackId: 7,
  title: 'Rain',
  model: 'Fusion 1',
  valence: 0.5,
  arousal: -0.25,
  heard: { startSeconds: 10, endSeconds: 16, durationSeconds: 60 },
  spans: [
    { startSeconds: 10, endSeconds: 13, valence: 0.1, arousal: 0 },
    { startSeconds: 13, endSeconds: 16, valence: -0.05, arousal: 0.2 },
  ],
  chance: { valence: 0.02, arousal: 0.01 },
  words: [word, { ...word, token: 'rain', forms: ['rain'], count: 1, valence: -0.2, arousal: 0 }],
}
const waveform = { trackId: 7, url: 'media', durationSeconds: 60, peaksPerSecond: 1, pairs: new Float32Array(120).fill(0.5), gainDb: 0 }

async function open(value: unknown = explanation, start = answer({ jobId: 'j' })) {
  const api = giveWindowApi({
    'explanations.start': start,
    'tracks.show': answer(trackDetails({ id: 7, lyrics: 'Dancing in the rain,\nI dance.', comments: null })),
    'tracks.waveform': answer({ jobId: null, waveform }),
    'jobs.cancel': answer(null),
  })
  const opened = await openDialog(WhyDialog, { trackId: 7, modelId: 2, title: 'Rain', scale: '-1-1' })
  const say = async (part: Parameters<typeof jobOf>[0]): Promise<void> => {
    api.send({ type: 'job', job: jobOf({ id: 'j', kind: 'explanation', title: 'Why “Rain”', ...part }) })
    await flushPromises()
  }
  return { ...api, ...opened, say, end: () => say({ state: 'done', value }) }
}

describe('why a track is predicted as it is', () => {
  it('is asked when the dialog opens, shows how far it is, and can be cancelled', async () => {
    const { calls, say } = await open()
    expect(calls[0]).toEqual({ name: 'explanations.start', argument: { trackId: 7, modelId: 2 } })
    await say({ state: 'running', done: 8, total: 46 })
    expect(pageText()).toContain('8 of 46 predictions')
    await press('Cancel')
    expect(calls.at(-1)).toEqual({ name: 'jobs.cancel', argument: { jobId: 'j' } })
    await say({ state: 'cancelled' })
    await press('Ask again')
    expect(calls.filter(({ name }) => name === 'explanations.start')).toHaveLength(2)
  })

  it('is drawn under the waveform and in the text, with every number in a table', async () => {
    const { end, dialog } = await open()
    await end()
    expect(get('[data-testid=explained]').text()).toContain('Fusion 1: 0.50, −0.25')
    expect(all('rect').map((bar) => [bar.classes()[0], bar.find('title').text()])).toEqual([
      ['raised', '0:10 to 0:13: +0.100'],
      ['lowered', '0:13 to 0:16: −0.050'],
    ])
    expect(get('.wave').attributes('d')).toContain('M')
    expect(all('mark').map((mark) => [mark.text(), mark.classes()[0], mark.attributes('title')])).toEqual([
      ['Dancing', 'raised', 'dance: +0.200'],
      ['rain', 'lowered', 'rain: −0.200'],
      ['dance', 'raised', 'dance: +0.200'],
    ])
    expect(all('[data-testid=moved-spans] tbody tr').map((row) => row.text())).toEqual(['0:100:13+0.1000.000', '0:130:16−0.050+0.200'])
    expect(get('[data-testid=moved-lyrics] tbody tr').text()).toBe('dancedancing, dance2+0.200−0.100')
    expect(pageText()).toContain('numbers below 0.020 may be chance')
    await press('0:13')
    expect(dialog.emitted('listen')).toEqual([[13]])
  })

  it('is shown for the other dimension too', async () => {
    const { end } = await open()
    await end()
    await press('Arousal')
    expect(all('rect').map((bar) => bar.find('title').text())).toEqual(['0:10 to 0:13: 0.000', '0:13 to 0:16: +0.200'])
    expect(all('mark').map((mark) => mark.text())).toEqual(['Dancing', 'dance'])
  })

  it('is kept while it is about the same track, and asked again after a refusal', async () => {
    const { end, turn, calls } = await open()
    await end()
    await turn(false)
    await turn(true)
    expect(calls.filter(({ name }) => name === 'explanations.start')).toHaveLength(1)
    const refused = await open(explanation, refusal())
    expect(button('Ask again').exists()).toBe(true)
    await press('Ask again')
    expect(refused.calls.filter(({ name }) => name === 'explanations.start')).toHaveLength(2)
  })
})

describe('what is drawn', () => {
  it('is as high as there is room for the largest, above the middle where it raised', () => {
    expect(drawnSpans(explanation.spans, 'valence').map(({ y, height }) => [Math.round(y), Math.round(height)])).toEqual([
      [barsMiddle - 24, 24],
      [barsMiddle, 12],
    ])
    expect(drawnSpans([{ startSeconds: 0, endSeconds: 3, valence: 0, arousal: 0 }], 'valence')[0]?.height).toBe(0)
  })

  it('holds the whole text, and words in any case', () => {
    const text = 'DANCE, dancer! Don’t dance…'
    const pieces = movedPieces(text, [word])
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.filter((piece) => piece.word !== null).map((piece) => piece.text)).toEqual(['DANCE', 'dance'])
  })

  it('is plain where little was moved', () => {
    expect([0.2, 0.05, 0.005].map((valence) => strengthOf({ valence, arousal: 0 }, 'valence', 0.2))).toEqual([1, 0.25, 0])
  })

  it('has at most 600 columns', () => {
    const long = waveformPath({ pairs: new Float32Array(2 * 100_000), peaksPerSecond: 100 })
    expect(long.split('M').length - 1).toBeLessThanOrEqual(600)
  })
})

// @vitest-environment happy-dom
import type { TrackDetails } from '@shared/contract/tracks'
import { describe, expect, it } from 'vitest'
import TrackDetailsPanel from '@renderer/library/TrackDetailsPanel.vue'
import { trackDetails } from '../../helpers/track-details'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

const file = { path: '/music/rain.flac', format: 'flac', sampleRate: 44_100, channels: 2, sizeBytes: 5_000_000, missing: false }

async function panelOf(part: Partial<TrackDetails>, scale = '-1-1') {
  const api = giveWindowApi({ 'app.showInFolder': answer(null) })
  return { ...api, panel: await mountComponent(TrackDetailsPanel, { track: trackDetails(part), scale }) }
}

describe('the details of a track', () => {
  it('name its label on the window’s scale, and its prediction', async () => {
    const { panel } = await panelOf({ prediction: { model: 'Audio 1', valence: 0.5, arousal: -0.5 } }, '1-9')
    expect(panel.get('.coordinates').text()).toMatch(/Q2 V 3\.00 · A 6\.00.*predicted V 7\.00 · A 3\.00/u)
  })

  it('say that a track has no label yet', async () => {
    const { panel } = await panelOf({ valence: null, arousal: null, source: null })
    expect(panel.get('.coordinates').text()).toBe('')
    expect(panel.text()).toContain('No label yet')
  })

  it('say that its label is the mean of its excerpts’ labels', async () => {
    const { panel } = await panelOf({ source: 'human', labelledExcerpts: 2 })
    expect(panel.text()).toContain('The label is the mean of the labels of 2 excerpts.')
  })

  it('hide what others say of a track that waits for a blind label, and show it once that is placed', async () => {
    const earlier = {
      id: 1,
      trackId: 1,
      excerptId: null,
      valence: 0.71,
      arousal: 0.72,
      source: 'human',
      author: 'Ada',
      versionId: null,
      note: '',
      createdAt: '2026-01-01T00:00:00.000Z',
    } as const
    const known = {
      valence: 0.71,
      arousal: 0.72,
      source: 'human',
      labels: [earlier],
      tags: [{ tag: 'calmness', count: 3, word: 'calmness' }],
      words: [{ word: 'calmness', count: 3, valence: 0.6, arousal: -0.6 }],
      comments: 'so calm',
      prediction: { model: 'Audio 1', valence: 0.5, arousal: -0.5 },
      checkedSet: { id: 1, name: 'By ear', createdAt: '2026-01-02T00:00:00.000Z' },
    } satisfies Partial<TrackDetails>
    const { panel } = await panelOf(known)
    expect(panel.get('[data-testid=blind]').text()).toMatch(/^Blind: it waits for a label for the checked set “By ear”/u)
    expect(panel.text()).not.toMatch(/calm|0\.7|0\.50|predicted|Ada/u)
    const blind = { ...earlier, id: 2, author: 'Bo', createdAt: '2026-01-03T00:00:00.000Z' }
    const shown = await panelOf({ ...known, labels: [blind, earlier] })
    expect(shown.panel.text()).toMatch(/0\.71.*predicted.*Bo.*Ada.*calm/su)
  })

  it('list every label that it had, withdrawn ones too', async () => {
    const label = {
      id: 2,
      excerptId: null,
      valence: 0.5,
      arousal: 0.25,
      source: 'human',
      author: 'Ada',
      note: '',
      createdAt: '2026-01-02T03:04:05.000Z',
    }
    const none = { ...label, valence: null, arousal: null }
    const waiting = { ...none, id: 3, source: 'imported', stated: 'arousal', waiting: 0.25 }
    const { panel } = await panelOf({ labels: [label, { ...none, id: 1 }, waiting] as TrackDetails['labels'] })
    const rows = panel.findAll('.labels tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))
    expect(rows[0]?.slice(0, 3)).toEqual(['0.50', '0.25', 'people by Ada'])
    expect(rows[1]?.slice(0, 2)).toEqual(['withdrawn', 'people by Ada'])
    expect(rows[2]?.[0]).toBe('arousal 0.25 alone')
  })

  it('offer to play a track whose file is there, and to show the file', async () => {
    const { panel, calls } = await panelOf({ hasAudio: true, file } as Partial<TrackDetails>)
    await press('Play this track')
    expect(panel.emitted('play')).toEqual([[1]])
    expect(panel.text()).toMatch(/FLAC · 1:01 · 44\.1 kHz · stereo · 5\.0 MB/u)
    await press('Show the file in its folder')
    expect(calls.at(-1)).toEqual({ name: 'app.showInFolder', argument: { path: '/music/rain.flac' } })
  })

  it('say that a file is missing, and offer neither', async () => {
    const { panel } = await panelOf({ hasAudio: true, missingAudio: true, file: { ...file, missing: true } } as Partial<TrackDetails>)
    expect(panel.get('.path').text()).toBe('missing: /music/rain.flac')
    expect(panel.find('[aria-label="Play this track"]').exists()).toBe(false)
    expect(panel.find('[aria-label="Show the file in its folder"]').exists()).toBe(false)
  })

  it('hold the texts that there are, with their language', async () => {
    const { panel } = await panelOf({ lyrics: 'Rain on the roof', languages: { lyrics: { code: 'en', reliable: true }, comments: null } })
    expect(panel.findAll('summary').map((summary) => summary.text())).toEqual(['Lyrics English'])
    await press('Annotate this track')
    expect(panel.emitted('annotate')).toEqual([[1]])
  })
})

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
    const { panel } = await panelOf({ labels: [label, { ...label, id: 1, valence: null, arousal: null }] as TrackDetails['labels'] })
    const rows = panel.findAll('.labels tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))
    expect(rows[0]?.slice(0, 3)).toEqual(['0.50', '0.25', 'people by Ada'])
    expect(rows[1]?.slice(0, 2)).toEqual(['withdrawn', 'people by Ada'])
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

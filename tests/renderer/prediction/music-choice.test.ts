// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import MusicChoice from '@renderer/prediction/MusicChoice.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { button, press } from '../helpers/page'

beforeEach(() => void giveWindowApi())

const choiceOf = (part: Record<string, unknown> = {}) =>
  mountComponent(MusicChoice, {
    excerpts: '1',
    chips: [],
    tracks: 0,
    selectedTracks: 0,
    isOver: false,
    whyNot: null,
    starting: false,
    ...part,
  })

describe('the choice of music', () => {
  it('offers the library and the selected tracks where there are any', async () => {
    const empty = await choiceOf()
    expect(empty.findAll('button').map((entry) => entry.text())).toEqual(['Folder…', 'File…', 'Predict'])
    const full = await choiceOf({ tracks: 96, selectedTracks: 1200 })
    expect(full.findAll('button').map((entry) => entry.text())).toEqual(['Library', 'Selected (1,200)', 'Folder…', 'File…', 'Predict'])
  })

  it('says why it cannot start', async () => {
    await choiceOf({ whyNot: 'Choose a model first' })
    expect(button('Predict').attributes()).toMatchObject({ disabled: '', title: 'Choose a model first' })
  })

  it('lists what is chosen, to be left out again', async () => {
    const choice = await choiceOf({ chips: [{ key: '/music', name: 'music' }] })
    await press('Leave out music')
    expect(choice.emitted('remove')).toEqual([['/music']])
  })

  it('takes a number of excerpts, or excerpts over time', async () => {
    const choice = await choiceOf()
    await choice.get('select').setValue('5')
    await choice.get('select').setValue('every 2')
    expect(choice.emitted('update:excerpts')).toEqual([['5'], ['every 2']])
    expect(choice.findAll('option').map((option) => option.text())).toEqual([
      '1',
      '3',
      '5',
      '10',
      ...[1, 2, 5, 10].map((seconds) => `every ${seconds} s`),
    ])
  })
})

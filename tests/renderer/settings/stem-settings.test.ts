// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import StemSettings from '@renderer/settings/StemSettings.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

const stems = [
  { word: 'calmness', stems: ['calm'] },
  { word: 'anger', stems: ['angr', 'anger'] },
]

async function open(answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const api = giveWindowApi({ 'stems.list': answer(stems), 'stems.set': answer({ remappedTags: 12 }), ...answers })
  return { ...api, settings: await mountComponent(StemSettings) }
}

describe('the stems of emotion words', () => {
  it('offer nothing to save while they are as stored', async () => {
    const { settings } = await open()
    expect(settings.get('summary').text()).toBe('2 words with their stems')
    expect(settings.findAll('button')).toHaveLength(0)
  })

  it('are saved when they were changed', async () => {
    const { settings, calls } = await open()
    await settings.get('#stems-calmness').setValue('calm, quiet')
    await press('Save and map tags anew')
    expect(calls.find(({ name }) => name === 'stems.set')?.argument).toEqual([
      { word: 'calmness', stems: ['calm', 'quiet'] },
      { word: 'anger', stems: ['angr', 'anger'] },
    ])
  })

  it('name a stem that stands under two words', async () => {
    const { settings } = await open()
    await settings.get('#stems-calmness').setValue('calm, angr')
    expect(settings.get('.conflict').text()).toBe('“angr” stands under calmness and anger; the first counts.')
  })

  it('come back as stored when the changes are discarded', async () => {
    const { settings } = await open()
    await settings.get('#stems-calmness').setValue('quiet')
    await press('Discard')
    expect(settings.findAll('button')).toHaveLength(0)
  })

  it('stay as typed when saving or loading them fails', async () => {
    const { settings } = await open({ 'stems.set': refusal() })
    await settings.get('#stems-calmness').setValue('quiet')
    await press('Save and map tags anew')
    expect(settings.get<HTMLTextAreaElement>('#stems-calmness').element.value).toBe('quiet')
    giveWindowApi({ 'stems.list': refusal() })
    await press('Discard')
    expect(settings.get('summary').text()).toBe('2 words with their stems')
  })
})

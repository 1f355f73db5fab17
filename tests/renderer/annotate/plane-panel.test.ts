// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import PlanePanel from '@renderer/annotate/PlanePanel.vue'
import { trackDetails } from '../../helpers/track-details'
import { mountComponent } from '../helpers/mount-component'

it('names the marks on the plane as the Library does', async () => {
  const track = trackDetails({ source: 'comments', prediction: { model: 'audio 1', valence: 0.1, arousal: 0.2 } })
  const panel = await mountComponent(PlanePanel, {
    track,
    chosenId: null,
    pulls: [],
    placement: null,
    status: 'untouched',
    scale: '-1-1',
    blind: false,
  })
  const legend = panel.findAll('.legend > span').map((entry) => entry.text())
  expect(legend).toEqual(['people', 'comments', 'models', '→ pull of a word'])
})

// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { DatasetTrack, SamplePreview } from '@shared/contract/datasets'
import type { Dataset } from '@shared/contract/training'
import SampleDialog from '@renderer/training/SampleDialog.vue'
import { datasetOf } from '../../helpers/dataset'
import { trackDetails } from '../../helpers/track-details'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { enter } from '../helpers/enter'
import { openDialog } from '../helpers/open-dialog'
import { all, get, pageText, press } from '../helpers/page'

const trackOf = (id: number, samples = { train: 3, validation: 0, test: 0 }): DatasetTrack => ({
  track: trackDetails({ id, title: `Song ${id}`, artist: 'Ada' }),
  samples,
})
const sample = (copy: number, lyrics: string | null): SamplePreview => ({
  copy,
  split: 'train',
  excerptId: null,
  startSeconds: null,
  endSeconds: null,
  valence: 0.25,
  arousal: -0.5,
  augmentationSeed: copy === 0 ? null : 5,
  texts: { lyrics, comments: null },
})
const withCopies = datasetOf({ name: 'Copied', samples: { train: 200, validation: 15, test: 14 } })

async function open(dataset: Dataset, answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const api = giveWindowApi({
    'datasets.tracks': answer({ total: 150, rows: [trackOf(1), trackOf(2, { train: 0, validation: 0, test: 1 })] }),
    'datasets.sample': answer({ excerptSeconds: 73, samples: [sample(0, 'rain falls'), sample(1, 'rain drops'), sample(2, 'snow falls')] }),
    ...answers,
  })
  const asked = (name: string): unknown[] => api.calls.filter((call) => call.name === name).map(({ argument }) => argument)
  return { ...api, asked, ...(await openDialog(SampleDialog, { dataset })) }
}
const cards = (): string[] => all('article').map((card) => card.attributes('aria-label') ?? '')

describe('the samples of a dataset', () => {
  it('begin with the tracks that have copies, and a copy beside its original', async () => {
    const { asked } = await open(withCopies)
    expect(asked('datasets.tracks')).toMatchObject([{ datasetId: 1, onlyCopies: true, offset: 0 }])
    expect(pageText()).toContain('Samples of Copied')
    expect(all('.choice li button small.tabular').map((sets) => sets.text())).toEqual(['3 training samples', 'test'])
    expect(cards()).toEqual(['Original', 'Copy 1'])
    expect(all('mark').map((word) => word.text())).toEqual(['drops'])
  })

  it('of several excerpts are named by them, each with its label', async () => {
    const chosen = { ...sample(0, null), excerptId: 7, startSeconds: 10, endSeconds: 20 }
    const second = { ...sample(1, null), augmentationSeed: null, excerptId: 8, startSeconds: 0, endSeconds: 100, valence: -1 }
    await open(withCopies, { 'datasets.sample': answer({ excerptSeconds: 73, samples: [chosen, second] }) })
    expect(cards()).toEqual(['Original', 'Excerpt 2'])
    expect(pageText()).toContain('training · 0.25, −0.50')
    expect(pageText()).toContain('training · −1.00, −0.50')
  })

  it('turn to another copy', async () => {
    const { dialog } = await open(withCopies)
    enter(dialog, 'sample-copy', 2)
    await flushPromises()
    expect(cards()).toEqual(['Original', 'Copy 2'])
  })

  it('are those of the chosen track', async () => {
    const { asked } = await open(withCopies)
    await all('.choice li button')[1]?.trigger('click')
    await flushPromises()
    expect(asked('datasets.sample')).toEqual([
      { datasetId: 1, trackId: 1 },
      { datasetId: 1, trackId: 2 },
    ])
  })

  it('without copies are the track alone', async () => {
    await open(datasetOf(), { 'datasets.sample': answer({ excerptSeconds: 73, samples: [sample(0, 'rain')] }) })
    expect(cards()).toEqual(['Original'])
    expect(pageText()).toContain('This track is taken once, as it is: it has no copies.')
    expect(all('[data-testid=sample-copies]')).toEqual([])
  })

  it('are searched once the search rests, and listed further', async () => {
    const { asked } = await open(datasetOf())
    await get('[data-testid=sample-search] input').setValue(' rain ')
    await vi.waitFor(() => expect(asked('datasets.tracks').at(-1)).toMatchObject({ search: 'rain', offset: 0 }))
    await press('Show more of 150')
    expect(asked('datasets.tracks').at(-1)).toMatchObject({ search: 'rain', offset: 2 })
    expect(all('.choice li button .title')).toHaveLength(4)
  })

  it('say that no track fits, and why a track cannot be shown', async () => {
    await open(datasetOf(), { 'datasets.tracks': answer({ total: 0, rows: [] }) })
    expect(pageText()).toContain('No track of this dataset fits.')
    document.body.replaceChildren()
    await open(datasetOf(), { 'datasets.sample': refusal('The track is gone.') })
    expect(get('.samples [role=status]').text()).toBe('The track is gone. Try another.')
  })
})

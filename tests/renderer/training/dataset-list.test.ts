// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import DatasetList from '@renderer/training/DatasetList.vue'
import { datasetOf } from '../../helpers/dataset'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

beforeEach(() => void giveWindowApi())

const copied = datasetOf({
  id: 2,
  name: 'Copied',
  samples: { train: 1200, validation: 15, test: 14 },
  trainingQuadrants: [300, 300, 300, 300],
  warnings: ['Q4 stayed empty.'],
})

describe('the datasets', () => {
  it('count tracks, and samples where tracks are taken more than once', async () => {
    const list = await mountComponent(DatasetList, { datasets: [datasetOf(), copied], chosenId: 1 })
    const counts = list.findAll('[data-testid=dataset-counts]').map((entry) => entry.text())
    expect(counts).toEqual([
      'training67 tracksvalidation15 trackstest14 tracks',
      'training67 tracks1,200 samplesvalidation15 tracks15 samplestest14 tracks14 samples',
    ])
    expect(list.findAll('.quadrants').map((entry) => entry.text().replaceAll(/\s+/gu, ' '))).toEqual([
      'Q1 24Q2 24Q3 24Q4 24',
      'Q1 300Q2 300Q3 300Q4 300',
    ])
    expect(list.findAll('.note').map((note) => note.text())).toContain('Q4 stayed empty.')
  })

  it('are chosen, looked at, exported and deleted', async () => {
    const list = await mountComponent(DatasetList, { datasets: [datasetOf(), copied], chosenId: 1 })
    await list.findAll('.choose')[1]?.trigger('click')
    expect(list.emitted('choose')).toEqual([[2]])
    for (const [item, event] of [
      ['Look at samples…', 'look'],
      ['Export…', 'save'],
      ['Delete…', 'remove'],
    ] as const) {
      await press('More about Copied')
      await press(item)
      expect(list.emitted(event)).toEqual([[copied]])
    }
  })
})

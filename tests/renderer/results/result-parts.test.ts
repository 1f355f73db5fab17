// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { quadrantReport } from '@shared/domain/quadrant-report'
import { pairOf, quadrantShares } from '@renderer/results/observed-predicted'
import QuadrantAccuracy from '@renderer/results/QuadrantAccuracy.vue'
import RenameDialog from '@renderer/results/RenameDialog.vue'
import RunPicker from '@renderer/results/RunPicker.vue'
import SplitButtons from '@renderer/results/SplitButtons.vue'
import TrackErrors from '@renderer/results/TrackErrors.vue'
import { metricsOf, runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { runPrediction } from '../../helpers/run-predictions'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { openDialog } from '../helpers/open-dialog'
import { get, isDisabled, press } from '../helpers/page'

beforeEach(() => void giveWindowApi())

const predictions = [
  runPrediction(1, { observed: [0.5, 0.5], predicted: [0.4, 0.5] }),
  runPrediction(2, { observed: [0.5, 0.5], predicted: [-0.5, 0.5] }),
  runPrediction(3, { observed: [-0.5, -0.5], predicted: [-0.5, -0.2] }),
]

describe('the runs to choose from', () => {
  const measured = runOf({ id: testRunId(1), name: 'Audio 1', metrics: metricsOf(0.2) })
  const other = runOf({ id: testRunId(2), name: 'Audio 2', metrics: metricsOf(0.3), state: 'stopped' })
  const live = runOf({ id: testRunId(3), name: 'Audio 3', state: 'running' })
  const picker = () =>
    mountComponent(RunPicker, { runs: [measured, other, live], shownRunId: measured.id, comparedIds: new Set([other.id]) })

  it('are ticked where they stand in the table; the shown one stays in it, and a run without results cannot come in', async () => {
    const list = await picker()
    const boxes = list.findAll<HTMLInputElement>('input')
    expect(boxes.map(({ element }) => [element.checked, element.disabled])).toEqual([
      [true, true],
      [true, false],
      [false, true],
    ])
    await boxes[1]?.setValue(false)
    expect(list.emitted('compare')).toEqual([[other.id, false]])
  })

  it('say what they are, and are shown when pressed', async () => {
    const list = await picker()
    expect(list.findAll('.facts').map((facts) => facts.text().split(' · ')[0])).toEqual(['16 filters', 'stopped early', 'training'])
    await list.findAll('[data-testid=result-run]')[1]?.trigger('click')
    expect(list.emitted('show')).toEqual([[other.id]])
  })

  it('can be renamed and deleted, but for one that trains', async () => {
    const list = await picker()
    await press('More of Audio 3')
    const disabled = [...document.querySelectorAll('.v-list-item--disabled')].map((item) => item.textContent)
    expect(disabled).toEqual(['Export predictions…', 'Write run bundle…', 'Archive', 'Delete…'])
    await press('Rename…')
    expect(list.emitted('rename')).toEqual([[live]])
  })
})

describe('the accuracy by quadrant', () => {
  const accuracy = (only: number | null) =>
    mountComponent(QuadrantAccuracy, {
      shares: quadrantShares(predictions, [0.4601, 0.5965, 0.4507, 0.4764]),
      overall: quadrantReport(predictions.map(pairOf)),
      only,
      model: 'audio',
    })

  it('stands beside the study’s, and is unknown where no label lies', async () => {
    const view = await accuracy(null)
    expect(view.findAll('.figure').map((figure) => figure.text())).toEqual(['50 %', '–', '100 %', '–'])
    expect(view.findAll('.detail').map((detail) => detail.text())[0]).toBe('1 of 2 · study 46 %')
  })

  it('stands below that of all tracks, balanced, and what the commonest quadrant would hit', async () => {
    const overall = (await accuracy(null)).get('[data-testid=quadrants-overall]')
    expect(overall.findAll('dd').map((figure) => figure.text())).toEqual(['67 % 21 %…94 %', '75 %', '67 %'])
  })

  it('chooses a quadrant, and all again', async () => {
    const all = await accuracy(null)
    await all.get('[data-testid=quadrant-1]').trigger('click')
    const one = await accuracy(1)
    await one.get('[data-testid=quadrant-1]').trigger('click')
    await one.get('[data-testid=quadrant-3]').trigger('click')
    expect([...(all.emitted('choose') ?? []), ...(one.emitted('choose') ?? [])]).toEqual([[1], [null], [3]])
  })
})

describe('the tracks by their error', () => {
  const errors = (focused: number | null) => mountComponent(TrackErrors, { predictions, focused, scale: '0-1' })

  it('begin with the farthest, and are heard by a double click', async () => {
    const view = await errors(null)
    expect(view.findAll('li').map((row) => row.text())).toEqual([
      'Title 2 – Artist 21.00',
      'Title 3 – Artist 30.30',
      'Title 1 – Artist 10.10',
    ])
    await view.findAll('li button')[0]?.trigger('click')
    await view.findAll('li button')[0]?.trigger('dblclick')
    expect(view.emitted('focus')).toEqual([[2]])
    expect(view.emitted('play')).toEqual([[predictions[1]]])
    expect(view.find('[data-testid=result-track]').exists()).toBe(false)
  })

  it('show label and prediction of the chosen one on the window’s scale, to be heard and corrected', async () => {
    const view = await errors(2)
    expect(
      view.findAll('tr').map((row) =>
        row
          .findAll('th, td')
          .map((cell) => cell.text())
          .slice(0, 3),
      ),
    ).toEqual([
      ['label', 'V 0.75', 'A 0.75'],
      ['predicted', 'V 0.25', 'A 0.75'],
    ])
    await press('Play')
    await press('Correct its label')
    expect(view.emitted('correct')).toEqual([[2]])
  })
})

describe('the sets of a run', () => {
  it('are chosen by a button each', async () => {
    const buttons = await mountComponent(SplitButtons, { splits: ['test', 'train'], chosen: 'test' })
    expect(buttons.findAll('button').map((entry) => [entry.text(), entry.attributes('aria-pressed')])).toEqual([
      ['Test', 'true'],
      ['Training', 'false'],
    ])
    await press('Training')
    expect(buttons.emitted('choose')).toEqual([['train']])
  })
})

describe('the new name of a run', () => {
  const input = () => get('[data-testid=run-name] input')

  it('begins with the present one, and is given by Enter or the button', async () => {
    const { dialog, isOpen } = await openDialog(RenameDialog, { name: 'Audio 1' })
    expect(input().element).toHaveProperty('value', 'Audio 1')
    await input().setValue(' Better ')
    await input().trigger('keydown', { key: 'Enter' })
    expect(dialog.emitted('rename')).toEqual([['Better']])
    expect(isOpen()).toBe(false)
  })

  it('is never empty; the same name changes nothing', async () => {
    const { dialog, isOpen } = await openDialog(RenameDialog, { name: 'Audio 1' })
    await input().setValue('  ')
    expect(isDisabled('Rename')).toBe(true)
    await input().trigger('keydown', { key: 'Enter' })
    expect(isOpen()).toBe(true)
    await input().setValue('Audio 1')
    await press('Rename')
    expect(dialog.emitted('rename')).toBeUndefined()
    expect(isOpen()).toBe(false)
  })
})

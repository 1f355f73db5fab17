// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { VCheckbox } from 'vuetify/components'
import type { ChoiceCount } from '@shared/contract/datasets'
import type { Dataset, DatasetSettings } from '@shared/contract/training'
import { Failure } from '@shared/domain/failure'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import FreezeDialog from '@renderer/training/FreezeDialog.vue'
import { useErrors } from '@renderer/ui/use-errors'
import { datasetOf } from '../../helpers/dataset'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { enter } from '../helpers/enter'
import { openDialog } from '../helpers/open-dialog'
import { get, isDisabled, pageText } from '../helpers/page'

const nobody = { withoutModality: 0, inOtherLanguage: 0, inCheckedSet: 0, withoutExcerpt: 0 }
const everyTrack = { tracks: 40, samples: 40, repeatedTracks: 0, ownLabels: 0, leftOut: nobody, refusal: null }
const choices: ChoiceCount[] = [
  { ...everyTrack, excerpts: { kind: 'middle' }, repeatedTracks: 2 },
  { ...everyTrack, excerpts: { kind: 'chosen' }, tracks: 12, samples: 30, ownLabels: 21, leftOut: { ...nobody, withoutExcerpt: 28 } },
  { ...everyTrack, excerpts: { kind: 'random', perTrack: 3 }, samples: 120 },
  {
    ...everyTrack,
    excerpts: { kind: 'steps' },
    tracks: 0,
    samples: 0,
    refusal: { reason: 'An excerpt of 73 s fits no track.', hint: 'Choose a shorter one.' },
  },
]

async function open({
  info = libraryInfo(),
  selected = [] as number[],
  freeze = vi.fn((_: DatasetSettings): Promise<Dataset> => Promise.resolve(datasetOf())),
} = {}) {
  giveWindowApi({ 'library.current': answer(info), 'datasets.count': answer({ labelled: 40, choices }) })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useLibraryStore().refresh()
  useSelectionStore().select(selected)
  return { freeze, ...(await openDialog(FreezeDialog, { suggestedName: 'Dataset 2', freeze }, { pinia })) }
}
const submit = async (): Promise<void> => {
  await get('form').trigger('submit')
  await flushPromises()
}
const isChecked = (selector: string): boolean => get(selector).element.matches(':checked')

describe('a dataset that is frozen', () => {
  it('begins with a name, the sound split and audio', async () => {
    const { freeze, isOpen } = await open()
    await submit()
    expect(freeze.mock.calls[0]?.[0]).toMatchObject({
      name: 'Dataset 2',
      modalities: ['audio'],
      form: 'sound',
      balance: { kind: 'none' },
      filter: {},
    })
    expect(isOpen()).toBe(false)
  })

  it('asks for texts in a library without audio', async () => {
    await open({ info: libraryInfo({ withAudio: 0 }) })
    expect(['audio', 'lyrics', 'comments'].map((modality) => isChecked(`[data-testid=has-${modality}]`))).toEqual([false, true, true])
  })

  it('cannot be frozen while something is missing, which is said', async () => {
    const { freeze } = await open()
    await get('[data-testid=dataset-name] input').setValue('')
    expect(pageText()).toContain('Give the dataset a name.')
    expect(isDisabled('Freeze')).toBe(true)
    await get('[data-testid=dataset-name] input').setValue('Mine')
    await get('[data-testid=has-audio]').setValue(false)
    expect(pageText()).toContain('Choose what every track must have')
    await submit()
    expect(freeze).not.toHaveBeenCalled()
  })

  it('leaves other languages out only where texts are read', async () => {
    const { freeze } = await open()
    expect(get('[data-testid=english-only]').attributes('disabled')).toBeDefined()
    await get('[data-testid=has-lyrics]').setValue(true)
    await get('[data-testid=english-only]').setValue(true)
    await submit()
    expect(freeze.mock.calls[0]?.[0]).toMatchObject({ modalities: ['audio', 'lyrics'], language: 'en' })
  })

  it('takes up the excerpts that are asked for, and says what each choice gives', async () => {
    const { freeze } = await open()
    await vi.waitFor(() => expect(get('[data-testid=count-middle]').text()).toBe('40 tracks, 40 samples'))
    expect(get('[data-testid=count-chosen]').text()).toBe(
      '12 tracks, 30 samples (21 with a label of their own); 28 tracks without one left out',
    )
    expect(get('[data-testid=excerpts-note]').text()).toBe('2 tracks are shorter than an excerpt, and repeated to its length.')
    await get('[data-testid=excerpts-random]').setValue(true)
    expect(get('[data-testid=per-track]').text()).toContain('Excerpts of every track')
    await get('[data-testid=excerpts-chosen]').setValue(true)
    await submit()
    expect(freeze.mock.calls[0]?.[0]).toMatchObject({ excerpts: { kind: 'chosen' } })
  })

  it('cannot be frozen by a choice that would be refused, which is said before', async () => {
    const { freeze } = await open()
    await vi.waitFor(() => expect(get('[data-testid=count-steps]').text()).toBe('An excerpt of 73 s fits no track.'))
    expect(isDisabled('Freeze')).toBe(false)
    await get('[data-testid=excerpts-steps]').setValue(true)
    expect(pageText()).toContain('An excerpt of 73 s fits no track. Choose a shorter one.')
    expect(isDisabled('Freeze')).toBe(true)
    await submit()
    expect(freeze).not.toHaveBeenCalled()
  })

  it('cuts excerpts by another rule where one is asked for', async () => {
    const { freeze, dialog } = await open()
    enter(dialog, 'rule-seconds', 10)
    await nextTick()
    enter(dialog, 'rule-pattern', 'Every second')
    await submit()
    expect(freeze.mock.calls[0]?.[0]).toMatchObject({ excerptRule: { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 } })
  })

  it('chooses excerpts only where audio is heard', async () => {
    const { freeze } = await open()
    await get('[data-testid=excerpts-steps]').setValue(true)
    await get('[data-testid=has-lyrics]').setValue(true)
    await get('[data-testid=has-audio]').setValue(false)
    expect(get('[data-testid=excerpts-chosen]').attributes('disabled')).toBeDefined()
    expect(pageText()).toContain('Excerpts are cut out of audio')
    await submit()
    expect(freeze.mock.calls[0]?.[0]).toMatchObject({ modalities: ['lyrics'], excerpts: { kind: 'middle' } })
  })

  it('as published is balanced and keeps nothing together', async () => {
    const { freeze } = await open()
    await get('[data-testid=form-as-published]').setValue(true)
    expect(get('[data-testid=per-quadrant]').text()).toContain('Samples of each quadrant')
    await submit()
    expect(freeze.mock.calls[0]?.[0]).toMatchObject({
      form: 'as-published',
      groupBy: 'track',
      balance: { kind: 'fixed', perQuadrant: 3000 },
    })
  })

  it('holds the selected tracks alone where that is ticked', async () => {
    const { freeze, dialog } = await open({ selected: [3, 4] })
    expect(pageText()).toContain('Only the 2 selected tracks')
    dialog.getComponent(VCheckbox).vm.$emit('update:modelValue', true)
    await submit()
    expect(freeze.mock.calls[0]?.[0]).toMatchObject({ filter: { trackIds: [3, 4] } })
  })

  it('stays asked for when it is refused, and begins anew later', async () => {
    const refused = vi.fn(() => Promise.reject(new Failure('invalid-argument', 'No track has a label.', '')))
    const { isOpen, turn } = await open({ freeze: refused })
    await get('[data-testid=dataset-name] input').setValue('Mine')
    await submit()
    expect(isOpen()).toBe(true)
    expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['No track has a label.'])
    await turn(false)
    await turn(true)
    expect(get('[data-testid=dataset-name] input').element).toHaveProperty('value', 'Dataset 2')
  })
})

// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import DatasetDialog from '@renderer/library/DatasetDialog.vue'
import { useToasts } from '@renderer/ui/use-toasts'
import { datasetOf } from '../../helpers/dataset'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, get, isDisabled, pageText, press } from '../helpers/page'

async function open(answers: Parameters<typeof giveWindowApi>[0] = {}, info = libraryInfo()) {
  const api = giveWindowApi({ 'library.current': answer(info), 'datasets.freeze': answer(datasetOf()), ...answers })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useLibraryStore().refresh()
  useSelectionStore().select([3, 4])
  return { ...api, ...(await openDialog(DatasetDialog, {}, { pinia })) }
}
const ticked = (): string[] =>
  all('fieldset label').flatMap((label) => (label.get<HTMLInputElement>('input').element.checked ? [label.text()] : []))

describe('a dataset of the selected tracks', () => {
  it('is frozen with its name and what its tracks must have', async () => {
    const { calls, isOpen } = await open()
    expect(pageText()).toContain('Make a dataset of 2 tracks')
    await all('fieldset input')[1]?.setValue(true)
    await get('form').trigger('submit')
    await expect.poll(isOpen).toBe(false)
    expect(calls.at(-1)?.argument).toMatchObject({ filter: { trackIds: [3, 4] }, modalities: ['audio', 'lyrics'] })
    expect(useToasts().toast.value?.text).toBe('Dataset “Dataset 1”: 67 train, 15 validation, 14 test.')
  })

  it('asks for what the library has', async () => {
    await open({}, libraryInfo({ withAudio: 0, withLyrics: 0 }))
    expect(ticked()).toEqual(['comments'])
  })

  it('needs a name, and something that its tracks must have', async () => {
    await open()
    expect(isDisabled('Make dataset')).toBe(false)
    await all('fieldset input')[0]?.setValue(false)
    expect(isDisabled('Make dataset')).toBe(true)
    await all('fieldset input')[0]?.setValue(true)
    await get('input[type=text]').setValue('  ')
    expect(isDisabled('Make dataset')).toBe(true)
  })

  it('stays asked for when it is refused', async () => {
    const { isOpen } = await open({ 'datasets.freeze': refusal() })
    await get('form').trigger('submit')
    await press('Cancel')
    expect(isOpen()).toBe(false)
    expect(useToasts().toast.value).toBeNull()
  })
})

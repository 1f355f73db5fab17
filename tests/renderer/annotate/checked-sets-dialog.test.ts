// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CheckedSet } from '@shared/contract/checked-sets'
import CheckedSetsDialog from '@renderer/annotate/CheckedSetsDialog.vue'
import { useErrors } from '@renderer/ui/use-errors'
import { listCheckedSets } from '@main/store/checked-sets'
import { enter } from '../helpers/enter'
import { openLibraryApi } from '../helpers/library-api'
import { openDialog } from '../helpers/open-dialog'
import { all, get, isDisabled, pageText, press } from '../helpers/page'

let labelled: CheckedSet[] = []
beforeEach(() => void (labelled = []))

async function open(tracks: number, { audio = true } = {}) {
  const opened = openLibraryApi(tracks, { audio })
  const dialog = await openDialog(CheckedSetsDialog, { onLabel: (set: CheckedSet) => labelled.push(set) })
  await flushPromises()
  return { ...opened, ...dialog, sets: () => listCheckedSets(opened.library.database) }
}

async function draw(dialog: VueWrapper, { name = 'By ear', size = 12, stratify = 'none' } = {}): Promise<void> {
  await get('[data-testid=set-name] input').setValue(name)
  enter(dialog, 'set-stratify', stratify)
  enter(dialog, 'set-size', size)
  await flushPromises()
  await get('form').trigger('submit')
  await flushPromises()
}

const advice = (): string => get('[data-testid=set-advice]').text()

describe('the dialog of checked sets', () => {
  it('says that there is none, proposes a size from the interval that is wanted, and draws a set', async () => {
    const { dialog, sets } = await open(60)
    expect(get('[data-testid=no-sets]').text()).toContain('Draw the first one below')
    expect(advice()).toBe('That takes about 43 tracks; 60 with audio can be drawn.')
    expect(isDisabled('Draw')).toBe(true)
    enter(dialog, 'set-interval', 0.05)
    await flushPromises()
    expect(advice()).toContain('about 16 tracks')
    await get('[data-testid=set-name] input').setValue(' By ear ')
    enter(dialog, 'set-stratify', 'none')
    enter(dialog, 'set-seed', 7)
    await flushPromises()
    await get('form').trigger('submit')
    await flushPromises()
    expect(sets()).toMatchObject([{ name: 'By ear', tracks: 16, stratify: 'none', seed: 7 }])
    expect(get('[data-testid=checked-set]').text()).toMatch(/By ear.*0 of 16 labelled.*drawn at random · seed 7 · not frozen/su)
    expect(get('[data-testid=set-notes]').text()).toContain('Drew 16 tracks for “By ear”.')
  })

  it('draws no set of 3 tracks, and says why', async () => {
    const { dialog, sets } = await open(20)
    await draw(dialog, { size: 3 })
    expect(advice()).toContain('A checked set of 3 tracks allows no conclusion: take 10 or more.')
    expect(isDisabled('Draw')).toBe(true)
    expect(sets()).toEqual([])
  })

  it('says what becomes of tracks without audio, before and after', async () => {
    const { dialog } = await open(12, { audio: false })
    expect(advice()).toContain('0 with audio can be drawn. Further ones have no audio')
    await draw(dialog)
    expect(get('[data-testid=set-notes]').text()).toContain('12 of its tracks have no audio')
    expect(get('[data-testid=checked-set]').text()).toContain('12 tracks without audio')
  })

  it('keeps what was entered when a set is refused, and shows the reason', async () => {
    const { dialog } = await open(40)
    await draw(dialog)
    await draw(dialog)
    expect(all('[data-testid=checked-set]')).toHaveLength(1)
    expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['There is a checked set named “By ear” already.'])
    expect(document.querySelector<HTMLInputElement>('[data-testid=set-name] input')?.value).toBe('By ear')
  })

  it('hands a set over to be labelled, and closes', async () => {
    const { dialog, isOpen } = await open(20)
    await draw(dialog)
    await press('Label blind: By ear')
    expect(labelled).toMatchObject([{ name: 'By ear' }])
    expect(isOpen()).toBe(false)
  })

  it('says what freezing means, refuses it for too few labels, and freezes what is labelled', async () => {
    const { dialog, api, sets, library } = await open(20)
    await draw(dialog)
    await press('Freeze… By ear')
    expect(pageText()).toContain('12 tracks without a label will judge nothing. At least 10 labelled tracks are needed first.')
    await press('Freeze')
    expect(sets()[0]?.frozenAt).toBeNull()
    expect(useErrors().errors.value[0]?.message).toMatch(/people have labelled 0/u)
    library.database.exec(`
      INSERT INTO labels (track_id, valence, arousal, source, author, note, created_at)
        SELECT track_id, 0.5, 0.5, 'human', '', '', '2026-02-01' FROM checked_set_tracks WHERE position < 11;
      INSERT INTO current_labels (track_id, label_id, valence, arousal, source, quadrant)
        SELECT track_id, id, valence, arousal, source, 1 FROM labels`)
    api.send({ type: 'changed', topics: ['labels'] })
    await flushPromises()
    expect(get('[data-testid=checked-set]').text()).toContain('11 of 12 labelled')
    await press('Freeze… By ear')
    expect(pageText()).toContain('1 track without a label will judge nothing.')
    await press('Freeze')
    expect(sets()[0]?.labelled).toBe(11)
    expect(get('[data-testid=checked-set]').text()).toMatch(/frozen /u)
    expect(get('[data-testid=checked-set]').text()).not.toContain('Label blind')
  })

  it('deletes a set only after it asked', async () => {
    const { dialog, sets } = await open(20)
    await draw(dialog)
    await press('Delete… By ear')
    expect(sets()).toHaveLength(1)
    expect(pageText()).toContain('The labels of its tracks stay.')
    await press('Delete')
    expect(sets()).toEqual([])
    expect(all('[data-testid=no-sets]')).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { undoStackOf } from '@main/undo-of-library'
import { deleteRun } from '@main/store/runs'
import { testRunId } from '../../../helpers/run-id'
import { createTestContext } from '../../../helpers/service-context'
import { addStoredRun } from '../../../helpers/stored-run'

const runId = testRunId(1)

async function noted() {
  const test = createTestContext()
  addStoredRun(test.library.database, runId)
  const handlers = createTrainingHandlers(test.context)
  const run = async () => (await handlers['runs.list'](null)).find(({ id }) => id === runId)
  return { ...test, handlers, run, undo: undoStackOf(test.library) }
}

describe('what people write of a run', () => {
  it('is kept letter by letter, and is one step to undo when the typing ends', async () => {
    const { handlers, run, undo, events } = await noted()
    await handlers['runs.note']({ runId, note: 'a first thought', typing: false })
    for (const note of ['a first thought, ', 'a first thought, and\n a ', '']) await handlers['runs.note']({ runId, note, typing: true })
    expect((await run())?.note).toBe('')
    expect(undo.titles().undo).toBe('Note of “Run” changed')
    await handlers['runs.note']({ runId, note: '  as typed \n', typing: false })
    expect((await run())?.note).toBe('  as typed \n')
    undo.undo()
    expect((await run())?.note).toBe('a first thought')
    undo.undo()
    expect((await run())?.note).toBe('')
    undo.redo()
    expect((await run())?.note).toBe('a first thought')
    expect(events).toContainEqual({ type: 'changed', topics: ['runs'] })
  })

  it('notes no step where nothing changed in the end', async () => {
    const { handlers, undo } = await noted()
    await handlers['runs.note']({ runId, note: 'x', typing: true })
    await handlers['runs.note']({ runId, note: '', typing: false })
    await handlers['runs.tag']({ runId, add: [], remove: ['never there'] })
    await handlers['runs.archive']({ runId, archived: false })
    expect(undo.titles().undo).toBeNull()
  })

  it('can be undone: tags, and that it is archived', async () => {
    const { handlers, run, undo } = await noted()
    expect(await handlers['runs.tag']({ runId, add: ['paper', 'baseline'], remove: [] })).toEqual({ tags: ['baseline', 'paper'] })
    expect(await handlers['runs.tag']({ runId, add: [], remove: ['Paper'] })).toEqual({ tags: ['baseline'] })
    await handlers['runs.archive']({ runId, archived: true })
    expect((await run())?.archivedAt).toBe('2026-01-02T03:04:05.000Z')
    undo.undo()
    undo.undo()
    expect(await run()).toMatchObject({ archivedAt: null, tags: ['baseline', 'paper'] })
  })

  it('leaves other steps to undo free when the run is gone', async () => {
    const { handlers, undo, library } = await noted()
    await handlers['runs.note']({ runId, note: 'x', typing: false })
    deleteRun(library.database, runId)
    expect(undo.undo()?.title).toBe('Note of “Run” changed')
  })

  it('says which run is unknown and which text is no tag', async () => {
    const { handlers } = await noted()
    const unknown = { runId: testRunId(7), note: '', typing: false }
    expect(() => handlers['runs.note'](unknown)).toThrow(/There is no run/u)
    expect(() => handlers['runs.tag']({ runId, add: ['a,b'], remove: [] })).toThrow(/“a,b” is no tag/u)
  })
})

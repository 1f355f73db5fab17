import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileNameOf, useRunActions } from '@renderer/results/use-run-actions'
import { useErrors } from '@renderer/ui/use-errors'
import { useToasts } from '@renderer/ui/use-toasts'
import { runOf } from '../../helpers/run'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'

const run = runOf({ name: 'Études № 3' })
const exported = { path: '/models/e.onnx', sha256: 'abc', modelId: 3 }
let pinia: Pinia
beforeEach(() => setActivePinia((pinia = createPinia())))
afterEach(() => {
  disposePinia(pinia)
  vi.unstubAllGlobals()
})

describe('the export of a run', () => {
  it('asks where, with a name that every file system takes, and shows what was written', async () => {
    const { calls } = giveWindowApi({ 'app.chooseSave': answer('/models/e.onnx'), 'models.export': answer(exported) })
    const actions = useRunActions()
    await actions.exportModel(run)
    expect(calls[0]?.argument).toMatchObject({ defaultName: 'etudes-no-3.onnx' })
    expect(calls[1]?.argument).toEqual({ runId: run.id, path: '/models/e.onnx' })
    expect([actions.showsExported.value, actions.exported.value, actions.exportedRun.value]).toEqual([true, exported, run])
  })

  it('ends quietly when no file is chosen, and with the reason when it fails', async () => {
    giveWindowApi({ 'app.chooseSave': answer(null) })
    const actions = useRunActions()
    await actions.exportModel(run)
    expect(actions.showsExported.value).toBe(false)
    giveWindowApi({ 'app.chooseSave': answer('/models/e.onnx'), 'models.export': refusal('The disk is full.') })
    await actions.exportModel(run)
    expect([actions.showsExported.value, actions.busy.value]).toEqual([false, null])
    expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['The disk is full.'])
  })

  it('names a model, though no letter of its name is left', () => {
    expect(fileNameOf('???', 'onnx')).toBe('model.onnx')
  })
})

describe('rename and delete', () => {
  it('ask first, about the run that was meant', async () => {
    const { calls } = giveWindowApi({ 'runs.rename': answer(null), 'runs.delete': answer(null) })
    const actions = useRunActions()
    actions.askRename(run)
    expect([actions.isRenaming.value, actions.isRemoving.value, actions.subject.value]).toEqual([true, false, run])
    await actions.rename('New')
    await actions.remove()
    expect(calls.map(({ argument }) => argument)).toEqual([{ runId: run.id, name: 'New' }, { runId: run.id }])
  })
})

describe('the report', () => {
  it('is written where the user says, and can be shown', async () => {
    const { calls } = giveWindowApi({
      'app.chooseFolder': answer('/out'),
      'report.write': answer({ path: '/out/results.html' }),
      'app.showInFolder': answer(null),
    })
    await useRunActions().writeReport()
    expect(useToasts().toast.value?.text).toBe('Report written to /out/results.html.')
    useToasts().toast.value?.action?.run()
    expect(calls.at(-1)).toEqual({ name: 'app.showInFolder', argument: { path: '/out/results.html' } })
  })
})

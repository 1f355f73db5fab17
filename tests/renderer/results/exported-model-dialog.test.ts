// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import ExportedModelDialog from '@renderer/results/ExportedModelDialog.vue'
import { useToasts } from '@renderer/ui/use-toasts'
import { runOf } from '../../helpers/run'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { get, pageText, press } from '../helpers/page'

const exported = { path: '/models/audio.onnx', sha256: 'abc123', modelId: 7 }

describe('an exported model', () => {
  it('is named with its file, its digest and what it reads', async () => {
    giveWindowApi()
    const { dialog } = await openDialog(ExportedModelDialog, { exported, run: runOf() })
    expect(pageText()).toContain('The model reads audio and')
    expect(get('[data-testid=exported-path]').text()).toBe('/models/audio.onnx')
    await press('Predict with it')
    expect(dialog.emitted('predict')).toEqual([[7]])
  })

  it('gives its digest to the clipboard, and says so only then', async () => {
    const { calls } = giveWindowApi({ 'app.copyText': answer(null) })
    await openDialog(ExportedModelDialog, { exported, run: runOf() })
    await press('Copy the digest')
    expect(calls[0]?.argument).toEqual({ text: 'abc123' })
    expect(useToasts().toast.value?.text).toBe('The digest is on the clipboard.')
    useToasts().dismiss()
    giveWindowApi({ 'app.copyText': refusal() })
    await press('Copy the digest')
    expect(useToasts().toast.value).toBeNull()
  })
})

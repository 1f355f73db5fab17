import { effectScope } from 'vue'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { useJobNews } from '@renderer/app/use-job-news'
import { useErrors } from '@renderer/ui/use-errors'
import { useToasts } from '@renderer/ui/use-toasts'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'

const { errors } = useErrors()
const { toast, dismiss: dismissToast } = useToasts()
afterEach(() => void vi.unstubAllGlobals())

function listen() {
  const { send } = giveWindowApi()
  const scope = effectScope()
  scope.run(useJobNews)
  onTestFinished(() => scope.stop())
  return (part: Parameters<typeof jobOf>[0]) => send({ type: 'job', job: jobOf(part) })
}

describe('the end of a job', () => {
  it('is said in a toast, once', () => {
    const send = listen()
    send({ state: 'running' })
    expect(toast.value).toBeNull()
    send({ state: 'done', outcome: '40 tracks imported' })
    expect(toast.value?.text).toBe('40 tracks imported.')
    dismissToast()
    send({ state: 'done', outcome: '40 tracks imported' })
    expect(toast.value).toBeNull()
  })

  it('is an error when it failed', () => {
    listen()({ title: 'Import', state: 'failed', failure: { code: 'not-found', message: 'The folder is gone.', hint: 'Choose another.' } })
    expect(errors.value).toMatchObject([{ message: 'Import: The folder is gone.', hint: 'Choose another.' }])
  })

  it('is a question elsewhere when a training lost its device; what goes on by itself is said', () => {
    const { send } = giveWindowApi()
    const scope = effectScope()
    scope.run(useJobNews)
    onTestFinished(() => scope.stop())
    const failure = { code: 'device-lost' as const, message: 'Radeon was lost.', hint: 'Go on.' }
    send({ type: 'job', job: jobOf({ kind: 'training', state: 'failed', failure }) })
    expect(errors.value).toEqual([])
    send({ type: 'notice', text: 'Audio 1: Radeon was lost. It goes on with the CPU.' })
    expect(toast.value?.text).toBe('Audio 1: Radeon was lost. It goes on with the CPU.')
  })

  it('is silent when it was cancelled, or gave what a view or dialog now shows', () => {
    const send = listen()
    send({ id: 'a', state: 'cancelled', outcome: '3 tracks imported' })
    for (const kind of ['peaks', 'learning', 'import-labels', 'export-labels'] as const)
      send({ id: kind, kind, state: 'done', outcome: 'Peaks of one track' })
    expect(toast.value).toBeNull()
    expect(errors.value).toEqual([])
  })
})

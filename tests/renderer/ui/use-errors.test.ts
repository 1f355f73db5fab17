import { describe, expect, it } from 'vitest'
import { Failure } from '@shared/domain/failure'
import { useErrors } from '@renderer/ui/use-errors'

const { errors, show, dismiss, guard } = useErrors()
const messages = (): string[] => errors.value.map(({ message }) => message)

describe('errors', () => {
  it('are shown until they are dismissed, each once', () => {
    show(new Failure('not-found', 'No such track.', 'Choose another.'))
    show(new Failure('not-found', 'No such track.', 'Choose another.'))
    show(new Failure('invalid-argument', 'The name is empty.', 'Give one.'))
    expect(messages()).toEqual(['No such track.', 'The name is empty.'])
    dismiss(errors.value[0]?.key ?? 0)
    expect(messages()).toEqual(['The name is empty.'])
  })

  it('are not shown of work that was cancelled', () => {
    show(new Failure('cancelled', 'It was cancelled.', ''))
    expect(messages()).toEqual([])
  })

  it('of guarded work are shown; its value comes through', async () => {
    expect(await guard(() => 7)).toBe(7)
    expect(await guard(() => Promise.reject(new Failure('not-found', 'Gone.', '')))).toBeUndefined()
    expect(messages()).toEqual(['Gone.'])
  })
})

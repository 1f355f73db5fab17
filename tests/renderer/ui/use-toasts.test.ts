import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useToasts } from '@renderer/ui/use-toasts'

const { toast, show, dismiss } = useToasts()

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  dismiss()
  vi.useRealTimers()
})

it('shows the newest line, for its own while', () => {
  show('First.')
  vi.advanceTimersByTime(5000)
  show('Second.')
  vi.advanceTimersByTime(5000)
  expect(toast.value?.text).toBe('Second.')
  vi.advanceTimersByTime(2000)
  expect(toast.value).toBeNull()
})

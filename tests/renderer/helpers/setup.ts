import { logErrorsTo, useErrors } from '@renderer/ui/use-errors'
import { useToasts } from '@renderer/ui/use-toasts'
import { beforeEach } from 'vitest'
import { takeWindowApiAway } from '../../helpers/window-api'

// Test files share their process, and with it what the window shows.
beforeEach(() => {
  const { errors, dismiss } = useErrors()
  for (const { key } of [...errors.value]) dismiss(key)
  useToasts().dismiss()
  logErrorsTo((entry) => console.error(entry))
  takeWindowApiAway()
})

import { afterEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useProgramFailures } from '@renderer/app/use-program-failures'
import { useErrors } from '@renderer/ui/use-errors'
import { giveWindowApi } from '../../helpers/window-api'

afterEach(() => vi.unstubAllGlobals())

it('what fails in the program outside calls and jobs is shown with its id', () => {
  const { send } = giveWindowApi()
  const scope = effectScope()
  scope.run(useProgramFailures)
  send({ type: 'failure', failure: { code: 'internal', message: 'A fault.', hint: 'Try again.', id: '0badf00d' } })
  scope.stop()
  expect(useErrors().errors.value).toMatchObject([{ code: 'internal', message: 'A fault.', hint: 'Try again.', id: '0badf00d' }])
})

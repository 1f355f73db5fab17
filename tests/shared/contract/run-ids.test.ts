import { expect, it } from 'vitest'
import { z } from 'zod'
import { channels } from '@shared/contract/channels'
import { testRunId } from '../../helpers/run-id'

it('every channel that takes the id of a run refuses one that is a path', () => {
  const takers = Object.entries(channels).flatMap(([name, { argument }]) =>
    argument instanceof z.ZodObject && 'runId' in argument.shape ? [{ name, runId: z.object({ runId: argument.shape.runId }) }] : [],
  )
  expect(takers.map(({ name }) => name)).toEqual(expect.arrayContaining(['runs.delete', 'runs.resume', 'models.export']))
  for (const { name, runId } of takers) {
    expect(runId.safeParse({ runId: testRunId() }).success, name).toBe(true)
    expect(runId.safeParse({ runId: '../../x' }).success, name).toBe(false)
  }
})

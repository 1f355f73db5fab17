import { expect, it } from 'vitest'
import { drawn } from '@main/training/comparison/draw-resamples'
import { figureSums } from '@shared/domain/run-comparison/figure-sums'
import { resample } from '@shared/domain/run-comparison/resampled'
import { createTestContext } from '../../../helpers/service-context'

const tracks = Array.from({ length: 400 }, (_, index) => {
  return { trackId: index, valence: Math.sin(index), arousal: Math.cos(1.3 * index), group: String(index) }
})
const points = tracks.map(({ valence, arousal }, index) => ({ valence: valence / 2, arousal: arousal + Math.sin(7 * index) / 5 }))
const sums = figureSums(tracks, [{ key: 'one', members: [points] }])

it('draws over many tracks as a job that says how far it is, with the same figures', async () => {
  const { context, events } = createTestContext()
  const settings = { resamples: 3000, seed: 4 }
  const { values } = await drawn(context, 'Compare', sums, settings, 1)
  expect(values).toEqual(resample(sums, settings).values)
  const jobs = events.flatMap((event) => (event.type === 'job' ? [event.job] : []))
  expect(jobs.at(-1)).toMatchObject({ kind: 'comparison', subject: 'runs', state: 'done' })
  expect(jobs.some(({ done, total, secondsLeft }) => done > 0 && total === 3000 && secondsLeft !== null)).toBe(true)
  await drawn(context, 'Few tracks', sums, { resamples: 100, seed: 4 })
  expect(context.jobs.list()).toHaveLength(1)
})

it('ends when somebody cancels it', async () => {
  const { context } = createTestContext()
  const drawing = drawn(context, 'Compare', sums, { resamples: 20_000, seed: 4 }, 1)
  const [job] = context.jobs.list()
  expect(context.jobs.cancel(job?.id ?? '')).toBe(true)
  await expect(drawing).rejects.toMatchObject({ code: 'cancelled', message: 'The comparison was cancelled.' })
  expect(context.jobs.list()[0]?.state).toBe('cancelled')
})

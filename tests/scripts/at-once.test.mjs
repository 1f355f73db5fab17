import fc from 'fast-check'
import { expect, it } from 'vitest'
import { atOnce } from '../../scripts/test/at-once.mjs'

const few = fc.integer({ min: 1, max: 4 })

it('does all work in order, never more at a time than asked, and gives what it gave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.nat()), few, async (scheduler, items, count) => {
      const begun = []
      let [busy, busiest] = [0, 0]
      const done = atOnce(items, count, async (item) => {
        begun.push(item)
        busy += 1
        busiest = Math.max(busiest, busy)
        await scheduler.schedule(Promise.resolve())
        busy -= 1
        return 2 * item
      })
      expect(await scheduler.waitFor(done)).toEqual(items.map((item) => 2 * item))
      expect(begun).toEqual(items)
      expect(busiest).toBe(Math.min(count, items.length))
    }),
  )
})

it('fails with the first error', async () => {
  const work = (item) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item))
  await expect(atOnce([1, 2, 3], 2, work)).rejects.toThrow('two')
})

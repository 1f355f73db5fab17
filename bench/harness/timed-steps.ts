import type { Batch, Step, TrainingSession } from '@main/engines/engine'
import { milliseconds, type Timed } from './figure'
import { stepRates } from './step-batch'

/**
 * The time of one of many steps, taken as a run takes them: over samples that lie beside the weights where the session gains from it, as
 * many together as it likes best. The loss is read at the end.
 * @param count how many steps are timed together
 */
export async function timedSteps(session: TrainingSession, batch: Batch, count: number): Promise<Timed> {
  const isHeld = session.canHold(batch.size)
  if (isHeld) await session.hold(batch)
  const samples = isHeld ? { rows: Int32Array.from({ length: batch.size }, (_, row) => row) } : batch
  const steps = Array.from({ length: count }, (_, index): Step => ({ samples, settings: { ...stepRates, dropoutSeed: index } }))
  return async () => {
    const all = await milliseconds(async () => {
      for (let start = 0; start < count; start += session.stepsTogether)
        await session.steps(steps.slice(start, start + session.stepsTogether))
      await session.takeLoss()
    })
    return all / count
  }
}

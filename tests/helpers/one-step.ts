import type { Batch, StepSettings, TrainingSession } from '@main/engines/engine'

/** Takes one step and gives its loss. */
export async function oneStep(session: TrainingSession, samples: Batch, settings: StepSettings): Promise<number> {
  await session.steps([{ samples, settings }])
  return session.takeLoss()
}

import type { BaselineName } from './baseline'
import type { CrossValidation } from './cross-validation'
import type { Architecture } from './recommended-settings'

/** A run as far as it decides which model comes of it. */
interface FinishedRun {
  readonly settings: { readonly architecture: Architecture; readonly network: unknown }
  readonly crossValidation: CrossValidation | null
  readonly baselines: readonly { readonly name: BaselineName }[]
}

/** Whether a run has a stack of models of all tracks. */
export function hasStack({ crossValidation, baselines }: Pick<FinishedRun, 'crossValidation' | 'baselines'>): boolean {
  return crossValidation?.onAll != null && baselines.some(({ name }) => name === 'stack')
}

/** The model to keep of a run: of one with the recommended settings the stack, where there is one; else its network. */
export function finalModelOf(run: FinishedRun): 'network' | 'stack' {
  const isRecommended = run.settings.architecture === 'recommended' && run.settings.network === null
  return isRecommended && hasStack(run) ? 'stack' : 'network'
}

import { fail } from './failure'
import type { Architecture } from './recommended-settings'

/** What of a run's settings may not go together. */
interface CheckedSettings {
  readonly folds: number
  readonly thenFitAll: boolean
  readonly architecture: Architecture
  readonly modality: string
  /** One of the user's own goes before any architecture. */
  readonly network: unknown
}

/**
 * Refuses settings that cannot be trained, before anything is made for them.
 * @throws Failure `invalid-argument` for one fold, and for a network on all tracks without folds that measure it; `unsupported` for a
 *   recommended network that does not read audio alone
 */
export function checkTrainable({ folds, thenFitAll, architecture, modality, network }: CheckedSettings): void {
  if (architecture === 'recommended' && modality !== 'audio' && network === null) refuseRecommended(modality)
  if (folds === 1)
    fail('invalid-argument', 'One fold leaves nothing to train on.', 'Choose 0 for the split of the dataset, or 2 folds or more.')
  if (folds === 0 && thenFitAll) {
    fail(
      'invalid-argument',
      'A network that is fitted on all tracks needs folds, because no track is left to measure it.',
      'Choose 2 folds or more, or train on the split of the dataset.',
    )
  }
}

/** @throws Failure `unsupported`: only audio has recommended layers */
export function refuseRecommended(modality: string): never {
  return fail('unsupported', `There is no recommended network that reads ${modality}.`, 'Take the published one, or train on audio alone.')
}

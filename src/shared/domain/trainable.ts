import { fail } from './failure'

/**
 * Refuses folds that cannot be trained.
 * @throws Failure `invalid-argument` for one fold, and for a network on all tracks without folds that measure it
 */
export function checkTrainable({ folds, thenFitAll }: { readonly folds: number; readonly thenFitAll: boolean }): void {
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

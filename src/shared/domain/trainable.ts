import { fail } from './failure'
import { type Augmentation, augments } from './augmentation'
import type { Network } from './network'
import { branchesOfNamed, type NetworkName } from './published-networks'
import type { Architecture } from './recommended-settings'

/** What of a run's settings may not go together. */
interface CheckedSettings {
  readonly hiddenUnits: number
  readonly folds: number
  readonly thenFitAll: boolean
  readonly architecture: Architecture
  readonly modality: NetworkName
  /** One of the user's own goes before any architecture. */
  readonly network: Network | null
  readonly fusion: { readonly frozen: boolean } | null
  readonly augmentation: Augmentation | null
}

/**
 * Refuses settings that cannot be trained, before anything is made for them.
 * @throws Failure `invalid-argument` for no hidden units where there must be some, for one fold, and for a network on all tracks without
 *   folds that measure it; `unsupported` for a recommended network of a fusion, and for augmentation where no branch of audio is trained
 */
export function checkTrainable(settings: CheckedSettings): void {
  const { hiddenUnits, folds, thenFitAll, architecture, modality, network, augmentation } = settings
  if (architecture === 'recommended' && network === null && branchesOfNamed(modality).length > 1) refuseRecommended(modality)
  if (hiddenUnits === 0 && modality !== 'backbone' && network === null)
    fail('invalid-argument', `A network that reads ${modality} needs hidden units.`, 'Choose 1 or more; only a backbone does without.')
  if (augments(augmentation) && !trainsAudio(settings)) refuseAugmentation()
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

/** Whether a branch of audio is trained: frozen ones, and that of the recommended network, are computed once, from excerpts as they are. */
export function trainsAudio({
  network,
  modality,
  architecture,
  fusion,
}: Pick<CheckedSettings, 'network' | 'modality' | 'architecture' | 'fusion'>): boolean {
  if (network) return network.branches.some((branch) => branch.modality === 'audio' && !branch.frozen)
  const branches = branchesOfNamed(modality)
  const isFrozen = branches.length > 1 ? (fusion?.frozen ?? true) : architecture === 'recommended'
  return branches.includes('audio') && !isFrozen
}

/** @throws Failure `unsupported`: what is computed once is not varied */
export function refuseAugmentation(): never {
  return fail(
    'unsupported',
    'Augmentation varies the audio that a branch is trained on; this network trains none: frozen branches are computed once, as are the ' +
      'recommended layers.',
    'Leave augmentation out, or train a branch of audio.',
  )
}

/** @throws Failure `unsupported`: fusions have no recommended layers */
export function refuseRecommended(modality: string): never {
  return fail(
    'unsupported',
    `There is no recommended network that reads ${modality}.`,
    'Take the published one, or train on one modality alone.',
  )
}

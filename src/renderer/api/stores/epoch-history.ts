import type { Epoch } from '@shared/contract/training'

/** A history with one more epoch; the same epoch reported again replaces the earlier one, as after a resume. */
export function withEpoch(epochs: readonly Epoch[], epoch: Epoch): readonly Epoch[] {
  const others = epochs.filter((other) => other.epoch !== epoch.epoch || other.fold !== epoch.fold)
  return [...others, epoch].sort((a, b) => a.fold - b.fold || a.epoch - b.epoch)
}

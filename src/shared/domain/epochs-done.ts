/** A run as far as its epochs go. */
interface TrainedEpochs {
  readonly state: string
  /** Counted over all folds. */
  readonly epochsDone: number
  /** Epochs of each fold; folds below 2 stand for none. */
  readonly settings: { readonly epochs: number; readonly folds: number }
}

const thousands = new Intl.NumberFormat('en-US')

/**
 * The epochs of a run as a value: "60", or "5 folds of 30"; of one that is not done what was done of it, such as "12 of 60" or
 * "70 of 150 in 5 folds".
 */
export function epochsInWords({ state, epochsDone, settings: { epochs, folds } }: TrainedEpochs): string {
  const hasFolds = folds > 1
  const planned = hasFolds ? folds * epochs : epochs
  if (hasFolds && epochsDone === planned) return `${folds} folds of ${thousands.format(epochs)}`
  const ofPlanned = state === 'done' && !hasFolds ? '' : ` of ${thousands.format(planned)}`
  const done = `${thousands.format(epochsDone)}${epochsDone === planned ? '' : ofPlanned}`
  return hasFolds ? `${done} in ${folds} folds` : done
}

/** How long a run was trained, for a sentence: "60 epochs", "1 epoch" or "150 epochs in 5 folds". */
export function trainedInWords({ epochsDone, settings: { folds } }: TrainedEpochs): string {
  const done = `${thousands.format(epochsDone)} ${epochsDone === 1 ? 'epoch' : 'epochs'}`
  return folds > 1 ? `${done} in ${folds} folds` : done
}

/** Which epoch it is, for a line: "epoch 3", or with folds "fold 2 of 5, epoch 3"; folds are counted from 1. */
export function epochInWords({ epoch, fold }: { readonly epoch: number; readonly fold: number }, folds: number): string {
  return folds > 1 ? `fold ${fold + 1} of ${folds}, epoch ${epoch}` : `epoch ${epoch}`
}

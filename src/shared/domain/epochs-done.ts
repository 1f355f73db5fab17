import type { CrossValidation } from './cross-validation'

/** A run as far as its epochs go. */
interface TrainedEpochs {
  readonly state: string
  /** Counted over all folds, and the network on all tracks after them. */
  readonly epochsDone: number
  /** Epochs of each fold; folds below 2 stand for none. */
  readonly settings: { readonly epochs: number; readonly folds: number; readonly thenFitAll?: boolean }
  readonly crossValidation?: CrossValidation | null
}

const thousands = new Intl.NumberFormat('en-US')

/**
 * The epochs of a run as a value: "60", "5 folds of 30" or "5 folds of 30, then 30 on all tracks"; of folds that stopped early "112 in 5
 * folds"; of a run that is not done what was done of it, such as "12 of 60" or "70 of 150 in 5 folds".
 */
export function epochsInWords(run: TrainedEpochs): string {
  const { state, epochsDone, settings } = run
  const hasFolds = settings.folds > 1
  if (hasFolds && state === 'done') return foldsInWords(run)
  const isFitted = hasFolds && settings.thenFitAll === true
  const planned = settings.epochs * (hasFolds ? settings.folds + (isFitted ? 1 : 0) : 1)
  const done = thousands.format(epochsDone)
  const ofPlanned = state === 'done' || epochsDone === planned ? '' : ` of ${thousands.format(planned)}`
  return `${done}${ofPlanned}${hasFolds ? ` in ${settings.folds} folds` : ''}${isFitted ? ' and on all tracks' : ''}`
}

function foldsInWords({ epochsDone, settings: { epochs, folds }, crossValidation }: TrainedEpochs): string {
  const onAll = crossValidation?.onAll ?? null
  const inFolds = epochsDone - (onAll?.epochs ?? 0)
  const words =
    inFolds === folds * epochs ? `${folds} folds of ${thousands.format(epochs)}` : `${thousands.format(inFolds)} in ${folds} folds`
  return onAll ? `${words}, then ${thousands.format(onAll.epochs)} on all tracks` : words
}

/** How long a run was trained, for a sentence: "60 epochs", "1 epoch", "150 epochs in 5 folds" or "… and 30 on all tracks". */
export function trainedInWords({ epochsDone, settings: { folds }, crossValidation }: TrainedEpochs): string {
  const onAll = crossValidation?.onAll ?? null
  const count = epochsDone - (onAll?.epochs ?? 0)
  const done = `${thousands.format(count)} ${count === 1 ? 'epoch' : 'epochs'}`
  return `${done}${folds > 1 ? ` in ${folds} folds` : ''}${onAll ? ` and ${thousands.format(onAll.epochs)} on all tracks` : ''}`
}

/** Which training of a run an epoch belongs to: "fold 2 of 5", counted from 1, or "all tracks"; null without folds. */
export function foldInWords(fold: number, folds: number): string | null {
  if (folds < 2) return null
  return fold < folds ? `fold ${fold + 1} of ${folds}` : 'all tracks'
}

/** Which epoch it is, for a line: "epoch 3", or with folds "fold 2 of 5, epoch 3". */
export function epochInWords({ epoch, fold }: { readonly epoch: number; readonly fold: number }, folds: number): string {
  const ofFold = foldInWords(fold, folds)
  return ofFold === null ? `epoch ${epoch}` : `${ofFold}, epoch ${epoch}`
}

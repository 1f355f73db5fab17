import type { Dataset } from '@shared/contract/training'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { countOf, formatCount } from '../ui/format'

/** Below so many test tracks, the interval of R² is usually wider than what networks differ by. */
const fewTestTracks = 50
/** What most studies of music emotion take where tracks are few. */
export const advisedFolds = 5

/**
 * What to say to someone who is about to measure a network on few tracks; null where nothing needs to be said.
 * @param canFold whether the chosen network can be trained in folds
 */
export function foldsAdvice(
  dataset: Pick<Dataset, 'tracks'> | null,
  { folds }: Pick<TrainingSettings, 'folds'>,
  canFold: boolean,
): string | null {
  if (!dataset || !canFold || folds > 0) return null
  const { train, validation, test } = dataset.tracks
  const all = train + validation + test
  if (test === 0 || test >= fewTestTracks || all < 2 * advisedFolds) return null
  const tooFew = `${countOf(test, 'test track')} ${test === 1 ? 'is' : 'are'} too few to compare networks.`
  return `${tooFew} ${advisedFolds} folds measure on all ${formatCount(all)} tracks; for a model to export, then fit on all.`
}

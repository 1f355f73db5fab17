import type { Search, SearchTrial } from '@shared/contract/search'
import { valueInWords } from '@shared/domain/search/space'
import { tableLines } from '../options'

/** A search as a table of its trials, the best first, with what its best one gave on the test set where that is known. */
export function searchLines({ settings, datasetName, state, outcome, judgedBy, secondsSpent, trials, best }: Search): string[] {
  const names = Object.keys(settings.space)
  const ranked = [...trials].sort((a, b) => lossOf(a) - lossOf(b))
  const minutes = `${(secondsSpent / 60).toFixed(1)} of ${settings.minutes} minutes`
  const stands = { done: outcome, running: 'going on', interrupted: `broken off${outcome === '' ? '' : `: ${outcome}`}` }[state]
  return [
    `“${settings.name}” on “${datasetName}”, ${settings.method}: ${stands} (${minutes})`,
    `Judged by ${judgedBy}; the test set took no part. Errors are on −1…1.`,
    ...tableLines(
      ['trial', ...names, 'epochs', 'MSE', 'R² valence', 'R² arousal', 'test R² V/A', ''],
      ranked.map((trial) => rowOf(trial, names, best)),
    ),
    ...trials.flatMap(gapLines),
  ]
}

function lossOf({ best, state }: SearchTrial): number {
  return state === 'failed' ? Infinity : (best?.validationLoss ?? Infinity)
}

function rowOf(
  { number, values, best, epochsDone, state, failure, run }: SearchTrial,
  names: readonly string[],
  first: number | null,
): string[] {
  const three = (value: number | null | undefined): string => value?.toFixed(3) ?? '–'
  return [
    String(number),
    ...names.map((name) => valueInWords(values[name] ?? null)),
    String(epochsDone),
    best?.validationLoss.toFixed(4) ?? '–',
    three(best?.r2Valence),
    three(best?.r2Arousal),
    run?.test ? `${three(run.test.r2Valence)}/${three(run.test.r2Arousal)}` : '',
    state === 'failed' ? (failure ?? 'failed') : number === first ? 'best' : state === 'begun' ? 'broken off' : '',
  ]
}

/** What choosing by validation has made of a figure. */
function gapLines({ number, best, run }: SearchTrial): string[] {
  if (!best || !run?.test) return []
  const { test } = run
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
  const figure = (tested: number | null, judged: number | null): string =>
    `${tested?.toFixed(3) ?? '–'}${tested === null || judged === null ? '' : ` (${signed(tested - judged)})`}`
  return [
    `Trial ${number} on the test set: MSE ${test.loss.toFixed(4)} (${signed(test.loss - best.validationLoss)} to validation), ` +
      `R² ${figure(test.r2Valence, best.r2Valence)} valence, ${figure(test.r2Arousal, best.r2Arousal)} arousal`,
  ]
}

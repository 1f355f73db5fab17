interface Stopping {
  readonly folds: number
  readonly patience: number | null
}

/** What patience does in a run with folds, as a sentence without its stop; null for other settings. */
export function patienceNote({ folds, patience }: Stopping): string | null {
  if (folds < 2 || patience === null) return null
  return 'Each fold holds back a tenth of its training tracks to choose its epoch; the tracks that it leaves out only measure it'
}

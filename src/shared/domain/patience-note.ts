interface Stopping {
  readonly epochs: number
  readonly folds: number
  readonly patience: number | null
}

/**
 * What to say of settings with both patience and folds, in which patience is not used; null for others. The tracks that a fold leaves out
 * measure it, so they must not choose where it stops, and it has no other validation tracks.
 */
export function patienceNote({ epochs, folds, patience }: Stopping): string | null {
  if (folds < 2 || patience === null) return null
  const trains = epochs === 1 ? 'trains its one epoch' : `trains all ${epochs} epochs`
  return `Patience (${patience}) is not used with folds: each of the ${folds} folds ${trains}; the tracks it leaves out only measure it`
}

/** How long work is done in pieces, so that others get their turn and people may cancel it. */
export interface Pace {
  /** Waits for a moment after each piece; rejects when the work is cancelled. */
  step(): Promise<void>
}

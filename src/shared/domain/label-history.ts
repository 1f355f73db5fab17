/** A label as far as two histories are compared: of one source, and of one track or excerpt. */
export interface HistoryLabel {
  readonly valence: number | null
  readonly arousal: number | null
  readonly stated: string | null
  readonly waiting: number | null
  readonly author: string
  readonly note: string
  /** ISO 8601. */
  readonly createdAt: string
}

/** What becomes of the labels of another history. */
export interface JoinedHistories<Label extends HistoryLabel> {
  /** Labels that follow those that are here, in their order. */
  readonly added: readonly Label[]
  /** How many stand here already. */
  readonly unchanged: number
  /** Labels that are not added, because the last one here is later. */
  readonly kept: readonly Label[]
}

/**
 * Joins two histories of labels, each in order. Where the one here is the beginning of the other, the rest follows. Else labels that are
 * not here follow if the last of theirs is one of them and later than the last one here; so the later label counts in any case.
 */
export function joinHistories<Label extends HistoryLabel>(own: readonly HistoryLabel[], theirs: readonly Label[]): JoinedHistories<Label> {
  if (own.length <= theirs.length && own.every((label, index) => isSameLabel(label, theirs[index])))
    return { added: theirs.slice(own.length), unchanged: own.length, kept: [] }
  const rest = [...own]
  const missing = theirs.filter((label) => {
    const index = rest.findIndex((candidate) => isSameLabel(candidate, label))
    if (index >= 0) rest.splice(index, 1)
    return index < 0
  })
  const unchanged = theirs.length - missing.length
  const [last, lastMissing, lastHere] = [theirs.at(-1), missing.at(-1), own.at(-1)]
  if (!last || !lastHere || missing.length === 0) return { added: [], unchanged, kept: [] }
  const isLater = last === lastMissing && Date.parse(last.createdAt) > Date.parse(lastHere.createdAt)
  return isLater ? { added: missing, unchanged, kept: [] } : { added: [], unchanged, kept: missing }
}

function isSameLabel(one: HistoryLabel, other: HistoryLabel | undefined): boolean {
  return (
    other !== undefined &&
    one.valence === other.valence &&
    one.arousal === other.arousal &&
    one.stated === other.stated &&
    one.waiting === other.waiting &&
    one.author === other.author &&
    one.note === other.note &&
    one.createdAt === other.createdAt
  )
}

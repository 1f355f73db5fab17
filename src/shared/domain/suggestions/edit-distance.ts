/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to turn one text into another (optimal string
 * alignment, in UTF-16 units).
 * @param limit larger distances need not be exact: the result is then any number above it
 */
export function editDistance(one: string, other: string, limit = Infinity): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  return distancesOfBeginnings(one, other, limit)[one.length] ?? limit + 1
}

/**
 * The distance of a text to the beginning of another that is nearest to it, among those whose length differs by at most one letter, and
 * the whole.
 * @param limit as of `editDistance`
 */
export function distanceOfBeginning(one: string, text: string, limit: number): number {
  const distances = distancesOfBeginnings(one, text, limit)
  const lengths = [one.length, text.length - 1, text.length, text.length + 1]
  return Math.min(...lengths.map((length) => distances[length] ?? limit + 1))
}

/** The distances of the first 0, 1, 2, … letters of a text to the whole of another; the list ends where all later ones exceed the limit. */
function distancesOfBeginnings(one: string, other: string, limit: number): number[] {
  const distances = [other.length]
  let [beforeLast, last] = [new Array<number>(other.length + 1).fill(0), Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= one.length; row += 1) {
    const present = nextRow(one, other, row, last, beforeLast)
    let least = present[0] ?? 0
    for (const cost of present) if (cost < least) least = cost
    if (least > limit) break
    distances.push(present[other.length] ?? 0)
    ;[beforeLast, last] = [last, present]
  }
  return distances
}

function nextRow(one: string, other: string, row: number, last: readonly number[], beforeLast: readonly number[]): number[] {
  const present = [row]
  for (let column = 1; column <= other.length; column += 1) {
    const isSame = one[row - 1] === other[column - 1]
    let cost = Math.min((last[column] ?? 0) + 1, (present[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1))
    const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
    if (isSwapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
    present.push(cost)
  }
  return present
}

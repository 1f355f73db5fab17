/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to turn one text into another (optimal string
 * alignment, in UTF-16 units).
 * @param limit larger distances need not be exact: the result is then any number above it
 */
export function editDistance(one: string, other: string, limit = Infinity): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let [beforeLast, last] = [new Array<number>(other.length + 1).fill(0), Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= one.length; row += 1) {
    const present = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      let cost = Math.min((last[column] ?? 0) + 1, (present[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (row > 1 && column > 1 && isSwapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      present.push(cost)
    }
    if (Math.min(...present) > limit) return limit + 1
    ;[beforeLast, last] = [last, present]
  }
  return last[other.length] ?? 0
}

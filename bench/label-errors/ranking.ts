/**
 * Area under the receiver operating characteristic: the chance that a wrong label scores above a right one, ties by half.
 * @param scores [n], higher is more suspicious
 * @param wrong [n]
 */
export function areaUnderCurve(scores: ArrayLike<number>, wrong: readonly boolean[]): number {
  const order = wrong.map((_, index) => index).sort((one, other) => (scores[one] ?? 0) - (scores[other] ?? 0))
  let [rankSum, start] = [0, 0]
  while (start < order.length) {
    let end = start
    while (end < order.length && scores[order[end] ?? 0] === scores[order[start] ?? 0]) end += 1
    for (let position = start; position < end; position += 1) if (wrong[order[position] ?? 0]) rankSum += (start + end + 1) / 2
    start = end
  }
  const positives = wrong.filter(Boolean).length
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (wrong.length - positives))
}

/** Average precision: the mean, over the wrong labels, of the share of wrong labels among those that score as high or higher. */
export function averagePrecision(scores: ArrayLike<number>, wrong: readonly boolean[]): number {
  const order = wrong.map((_, index) => index).sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0))
  let [found, sum] = [0, 0]
  order.forEach((index, position) => {
    if (!wrong[index]) return
    found += 1
    sum += found / (position + 1)
  })
  return sum / Math.max(1, found)
}

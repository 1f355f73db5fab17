/** One figure of a benchmark: our time beside the peer's, measured alternately in one run. */
export interface Figure {
  readonly name: string
  /** Medians. */
  readonly ours: number
  readonly peer: number
  /** Half of the range between the quartiles. */
  readonly oursSpread: number
  readonly peerSpread: number
  readonly unit: string
  /** Our time over the peer's: smaller is better. */
  readonly ratio: number
  /** The ratio that is wanted at most. */
  readonly goal: number
  readonly met: boolean
}

/** Something that is timed; gives the time that one run took. */
export type Timed = () => Promise<number>

/** How a comparison is run. */
export interface Comparison {
  readonly name: string
  readonly unit: string
  /** The ratio of ours to the peer's that is wanted at most. */
  readonly goal: number
  /** Runs of each that count; two more go before them to warm up. */
  readonly rounds: number
  readonly ours: Timed
  readonly peer: Timed
}

/** Runs ours and the peer in turn, so that both meet the same machine. */
export async function compare({ name, unit, goal, rounds, ours, peer }: Comparison): Promise<Figure> {
  const [oursTimes, peerTimes]: [number[], number[]] = [[], []]
  for (let round = -2; round < rounds; round += 1) {
    const [oursTime, peerTime] = [await ours(), await peer()]
    if (round < 0) continue
    oursTimes.push(oursTime)
    peerTimes.push(peerTime)
  }
  const ratio = rounded(median(oursTimes) / median(peerTimes))
  return {
    name,
    ours: rounded(median(oursTimes)),
    peer: rounded(median(peerTimes)),
    oursSpread: rounded(spread(oursTimes)),
    peerSpread: rounded(spread(peerTimes)),
    unit,
    ratio,
    goal,
    met: ratio <= goal,
  }
}

/** A figure against a goal of its own, without a peer. */
export interface AbsoluteFigure extends Omit<Figure, 'peer' | 'peerSpread'> {
  readonly peer: null
}

/**
 * The median of measurements against an absolute goal: smaller is better, `ratio` is the median over the goal.
 * @param goal in the unit of the values
 */
export function against(name: string, unit: string, goal: number, values: readonly number[]): AbsoluteFigure {
  const ours = median(values)
  const ratio = rounded(ours / goal)
  return { name, ours: rounded(ours), peer: null, oursSpread: rounded(spread(values)), unit, ratio, goal, met: ours <= goal }
}

/** Prints a figure as one line of JSON on standard output. */
export function print(figure: Figure | AbsoluteFigure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}

/** Milliseconds that some work takes. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2
}

/** A quantile by linear interpolation between the sorted values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]]
  if (low === undefined || high === undefined) throw new RangeError('There are no values.')
  return low + (high - low) * (position - Math.floor(position))
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

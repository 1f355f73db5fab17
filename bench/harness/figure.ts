/** One figure of a benchmark: our time beside the peer's, measured alternately in one run. */
export interface Figure {
  readonly name: string
  /** Medians. */
  readonly ours: number
  readonly peer: number
  /** Half of the range between the quartiles. */
  readonly oursSpread: number
  readonly peerSpread: number
  /** The quickest runs: what the machine gives when nobody else uses it. */
  readonly oursLeast: number
  readonly peerLeast: number
  readonly unit: string
  /** Our time over the peer's: smaller is better. */
  readonly ratio: number
  /** The ratio that is wanted at most. */
  readonly goal: number
  readonly met: boolean
}

/** Something that is timed; gives the time that one run took. */
export type Timed = () => Promise<number>

/** What ours is compared with. */
export interface Peer {
  /** Name of the figure. */
  readonly name: string
  readonly unit: string
  /** The ratio of ours to the peer's that is wanted at most. */
  readonly goal: number
  readonly peer: Timed
}

/** How a comparison is run. */
export interface Comparison extends Peer {
  /** Runs of each that count; two more go before them to warm up. */
  readonly rounds: number
  readonly ours: Timed
}

/** Runs ours and the peer in turn, so that both meet the same machine. */
export async function compare({ rounds, ours, ...peer }: Comparison): Promise<Figure> {
  const [figure] = await compareWith(rounds, ours, [peer])
  if (figure === undefined) throw new RangeError('There is nothing to compare with.')
  return figure
}

/** Runs ours and each of the peers in turn; a figure for each peer. */
export async function compareWith(rounds: number, ours: Timed, peers: readonly Peer[]): Promise<Figure[]> {
  const oursTimes: number[] = []
  const peerTimes = peers.map((): number[] => [])
  for (let round = -2; round < rounds; round += 1) {
    const oursTime = await ours()
    if (round >= 0) oursTimes.push(oursTime)
    for (const [index, { peer }] of peers.entries()) {
      const peerTime = await peer()
      if (round >= 0) peerTimes[index]?.push(peerTime)
    }
  }
  return peers.map((peer, index) => figureOf(peer, oursTimes, peerTimes[index] ?? []))
}

function figureOf({ name, unit, goal }: Peer, oursTimes: readonly number[], peerTimes: readonly number[]): Figure {
  const ratio = rounded(median(oursTimes) / median(peerTimes))
  return {
    name,
    ours: rounded(median(oursTimes)),
    peer: rounded(median(peerTimes)),
    oursSpread: rounded(spread(oursTimes)),
    peerSpread: rounded(spread(peerTimes)),
    oursLeast: rounded(Math.min(...oursTimes)),
    peerLeast: rounded(Math.min(...peerTimes)),
    unit,
    ratio,
    goal,
    met: ratio <= goal,
  }
}

/** A figure against a goal of its own, without a peer. */
export interface AbsoluteFigure extends Omit<Figure, 'peer' | 'peerSpread' | 'oursLeast' | 'peerLeast'> {
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

/** A figure that cannot be had here, and why. */
export interface MissingFigure {
  readonly name: string
  readonly reason: string
}

/** Prints a figure as one line of JSON on standard output. */
export function print(figure: Figure | AbsoluteFigure | MissingFigure): void {
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

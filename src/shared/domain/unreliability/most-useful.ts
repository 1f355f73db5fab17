/** A track that may be labelled next. */
export interface UsefulCandidate {
  /** What a label would repair here, in [0, 1]: how unreliable the present one is. */
  readonly unreliability: number
  /** What the track shows, each ≥ 0: shares of words, the cell of the plane where it lies. Labels of the same teach less and less. */
  readonly topics: readonly (readonly [topic: string, share: number])[]
  /** Labelled by a person already: it is not chosen, but what it shows is known. */
  readonly reviewed: boolean
}

/** What a track without any sign of an error is still worth. */
const leastWorth = 0.1

/**
 * Orders tracks by what their labels would teach, one after the other: (0.1 + unreliability) · Σ share / (1 + what was taught of it),
 * where every label adds its shares to what was taught. Gains only fall while labels are added, so the greedy order is found by looking
 * anew only at the track that seems best (lazy greedy; Minoux 1978).
 * @returns indices of the candidates that are not reviewed, the most useful first
 */
export function mostUsefulFirst(candidates: readonly UsefulCandidate[]): number[] {
  const taught = new Map<string, number>()
  const learn = ({ topics }: UsefulCandidate): void => {
    for (const [topic, share] of topics) taught.set(topic, (taught.get(topic) ?? 0) + share)
  }
  const gainOf = ({ unreliability, topics }: UsefulCandidate): number =>
    (leastWorth + unreliability) * topics.reduce((sum, [topic, share]) => sum + share / (1 + (taught.get(topic) ?? 0)), 0)
  candidates.filter(({ reviewed }) => reviewed).forEach(learn)
  const heap = createHeap()
  candidates.forEach((candidate, index) => {
    if (!candidate.reviewed) heap.push({ index, gain: gainOf(candidate) })
  })
  const order: number[] = []
  for (let best = heap.pop(); best; best = heap.pop()) {
    const candidate = candidates[best.index]
    if (!candidate) continue
    const gain = gainOf(candidate)
    if (isBefore({ index: best.index, gain }, heap.first() ?? null)) {
      order.push(best.index)
      learn(candidate)
    } else heap.push({ index: best.index, gain })
  }
  return order
}

interface Gain {
  readonly index: number
  readonly gain: number
}

/** The greater gain first, the earlier index of equals. */
const isBefore = (one: Gain, other: Gain | null): boolean =>
  other === null || one.gain > other.gain || (one.gain === other.gain && one.index < other.index)

/** A binary heap with the greatest gain on top. */
function createHeap(): { push(gain: Gain): void; pop(): Gain | undefined; first(): Gain | undefined } {
  const items: Gain[] = []
  const swap = (one: number, other: number): void => {
    const [first, second] = [items[one], items[other]]
    if (first && second) [items[one], items[other]] = [second, first]
  }
  const comesBefore = (one: number, other: number): boolean => {
    const gain = items[one]
    return gain !== undefined && isBefore(gain, items[other] ?? null)
  }
  return {
    push: (gain) => {
      items.push(gain)
      for (let at = items.length - 1; at > 0 && comesBefore(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1)
    },
    pop: () => {
      swap(0, items.length - 1)
      const top = items.pop()
      for (let at = 0; ;) {
        const child = comesBefore(2 * at + 2, 2 * at + 1) && 2 * at + 2 < items.length ? 2 * at + 2 : 2 * at + 1
        if (child >= items.length || !comesBefore(child, at)) return top
        swap(at, child)
        at = child
      }
    },
    first: () => items[0],
  }
}

import { weightNamed, type Weights, type WeightSpecification } from '../../network/weights'

/**
 * A network's tensors under training. What a step moves is written beside the old values, which it still reads, and then replaces
 * them.
 */
export interface KeptTensors {
  /** The present numbers of a tensor; undefined when there is none of this name. */
  present(name: string): Float32Array | undefined
  /** Where a step writes the new numbers of a tensor. */
  next(name: string): Float32Array
  /** Makes everything that was asked for as `next` the present. */
  advance(): void
  /** A copy of all tensors, written over an earlier one if that is given. */
  copy(into?: Weights): Weights
}

/** Copies the tensors of a network, so that training moves nothing of the caller's. */
export function keepTensors(specifications: readonly WeightSpecification[], weights: Weights): KeptTensors {
  const present = new Map(
    specifications.map(({ name, role }) => {
      const { data } = weightNamed(weights, name)
      return [name, role === 'trained' || role === 'statistic' ? Float32Array.from(data) : data]
    }),
  )
  const spare = new Map<string, Float32Array>()
  const written = new Set<string>()
  const next = (name: string): Float32Array => {
    const array = spare.get(name) ?? new Float32Array(present.get(name)?.length ?? 0)
    spare.set(name, array)
    written.add(name)
    return array
  }
  return {
    present: (name) => present.get(name),
    next,
    advance: () => {
      for (const name of written) swap(present, spare, name)
      written.clear()
    },
    copy: (into) => copyOf(specifications, (name) => present.get(name), into),
  }
}

function copyOf(specifications: readonly WeightSpecification[], present: KeptTensors['present'], into?: Weights): Weights {
  if (into === undefined)
    return new Map(specifications.map(({ name, dims }) => [name, { dims, data: Float32Array.from(present(name) ?? []) }]))
  for (const { name } of specifications) into.get(name)?.data.set(present(name) ?? [])
  return into
}

function swap(present: Map<string, Float32Array>, spare: Map<string, Float32Array>, name: string): void {
  const [old, fresh] = [present.get(name), spare.get(name)]
  if (old === undefined || fresh === undefined) return
  present.set(name, fresh)
  spare.set(name, old)
}

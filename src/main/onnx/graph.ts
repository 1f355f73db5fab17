import { createHash } from 'node:crypto'

/** Element types that our graphs use. */
export type ElementType = 'float32' | 'float64' | 'int64' | 'int32' | 'bool'

/** A constant tensor; `data` is row-major and holds the product of `dims` numbers. */
export interface Initializer {
  readonly name: string
  readonly elementType: ElementType
  readonly dims: readonly number[]
  readonly data: readonly number[] | Float32Array | Float64Array | Int32Array
}

/** A named input or output; a dimension given as a word is free (`n` for the batch). */
export interface GraphValue {
  readonly name: string
  readonly elementType: ElementType
  readonly dims: readonly (number | string)[]
}

/** An attribute of an operator: a float, a whole number, a word, lists of them, or a graph as it stands in a file (GraphProto). */
export type Attribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'graph'; readonly value: Uint8Array }

/** One application of a standard operator. Names of inputs and outputs are edges of the graph; '' leaves out an optional input. */
export interface GraphNode {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** An ONNX graph as a plain value; nodes stand in an order in which they can run. */
export interface Graph {
  readonly name: string
  readonly inputs: readonly GraphValue[]
  readonly outputs: readonly GraphValue[]
  readonly initializers: readonly Initializer[]
  readonly nodes: readonly GraphNode[]
  /** What a part from elsewhere needs beyond the versions that we write ourselves. */
  readonly versions?: GraphVersions
}

/** Versions of the file format and of the standard operators that a graph needs. */
export interface GraphVersions {
  readonly format: number
  readonly operatorSet: number
}

/** The versions that two graphs need together; undefined where both are our own. */
export function joinVersions(one?: GraphVersions, other?: GraphVersions): GraphVersions | undefined {
  if (!one || !other) return one ?? other
  return { format: Math.max(one.format, other.format), operatorSet: Math.max(one.operatorSet, other.operatorSet) }
}

/**
 * Puts one graph before another: outputs of `front` named in `wires` feed the inputs of `back` they name.
 * Edge names of the two graphs must differ apart from the wired ones and from inputs that both read.
 * @param wires from an output name of `front` to an input name of `back`
 */
export function joinGraphs(front: Graph, back: Graph, wires: Readonly<Record<string, string>>): Graph {
  const wiredInputs = new Map(Object.entries(wires).map(([output, input]) => [input, output]))
  const rename = (edge: string): string => wiredInputs.get(edge) ?? edge
  const versions = joinVersions(front.versions, back.versions)
  return {
    ...(versions && { versions }),
    name: `${front.name}-${back.name}`,
    inputs: distinct([...front.inputs, ...back.inputs.filter((input) => !wiredInputs.has(input.name))], ({ name }) => name),
    outputs: [...front.outputs.filter((output) => !(output.name in wires)), ...back.outputs],
    initializers: [...front.initializers, ...back.initializers],
    nodes: [...front.nodes, ...back.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename) }))],
  }
}

/** A graph whose own edges begin with a prefix, so that it can stand beside another; inputs, and edges of a graph before it, stay. */
export function withPrefix(graph: Graph, prefix: string): Graph {
  const own = new Set([...graph.initializers.map(({ name }) => name), ...graph.nodes.flatMap(({ outputs }) => outputs)])
  return renameEdges(graph, (edge) => (own.has(edge) ? `${prefix}${edge}` : edge))
}

/** A graph without the nodes and constants that none of its outputs follows from. */
export function withoutUnused(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map(({ name }) => name))
  const nodes = graph.nodes
    .toReversed()
    .filter(({ inputs, outputs }) => {
      if (!outputs.some((edge) => needed.has(edge))) return false
      for (const edge of inputs) needed.add(edge)
      return true
    })
    .toReversed()
  return { ...graph, nodes, initializers: graph.initializers.filter(({ name }) => needed.has(name)) }
}

/**
 * A graph without constants that equal an earlier one, and without nodes that compute what an earlier one computes: of the same operator,
 * with the same inputs and attributes.
 */
export function withoutRepeated(graph: Graph): Graph {
  const renamed = new Map<string, string>()
  const seen = new Map<string, readonly string[]>()
  const isRepeated = (key: string, edges: readonly string[]): boolean => {
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, edges)
    else edges.forEach((edge, index) => renamed.set(edge, earlier[index] ?? edge))
    return earlier !== undefined
  }
  const outputs = new Set(graph.outputs.map(({ name }) => name))
  const initializers = graph.initializers.filter((own) => !isRepeated(keyOfConstant(own), [own.name]))
  const nodes = graph.nodes.flatMap((given): GraphNode[] => {
    const node = { ...given, inputs: given.inputs.map((edge) => renamed.get(edge) ?? edge) }
    const isOutput = node.outputs.some((edge) => outputs.has(edge))
    return !isOutput && isRepeated(keyOfNode(node), node.outputs) ? [] : [node]
  })
  return { ...graph, initializers, nodes }
}

function keyOfNode({ operator, inputs, outputs, attributes = {} }: GraphNode): string {
  return JSON.stringify([operator, inputs, outputs.length, attributes])
}

function keyOfConstant({ elementType, dims, data }: Initializer): string {
  const hash = createHash('sha256')
  if (ArrayBuffer.isView(data)) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  else hash.update(JSON.stringify(data))
  return `${elementType} ${dims.join()} ${hash.digest('hex')}`
}

/** Graphs that make features of samples, by the name of the input that they feed. */
export type Fronts = Readonly<Partial<Record<string, Graph>>>

/** Puts before a graph those fronts that feed inputs of it; each gives an output of that input's name. */
export function joinFronts(fronts: Fronts, graph: Graph): Graph {
  const used = graph.inputs.flatMap(({ name }) => (fronts[name] ? [[name, fronts[name]] as const] : []))
  if (used.length === 0) return graph
  const wires = Object.fromEntries(used.map(([name]) => [name, name]))
  return joinGraphs(mergeGraphs(used.map(([, front]) => front)), graph, wires)
}

/** Graphs side by side. What they make alike, under the same names, is made once. */
export function mergeGraphs(graphs: readonly Graph[]): Graph {
  const versions = graphs.map((graph) => graph.versions).reduce(joinVersions, undefined)
  return {
    ...(versions && { versions }),
    name: graphs.map(({ name }) => name).join('-'),
    inputs: distinct(
      graphs.flatMap(({ inputs }) => inputs),
      ({ name }) => name,
    ),
    outputs: graphs.flatMap(({ outputs }) => outputs),
    initializers: distinct(
      graphs.flatMap(({ initializers }) => initializers),
      ({ name }) => name,
    ),
    nodes: distinct(
      graphs.flatMap(({ nodes }) => nodes),
      ({ outputs }) => outputs.join(),
    ),
  }
}

/** A graph whose edges have other names, its inputs and outputs included. */
export function renameEdges(graph: Graph, rename: (edge: string) => string): Graph {
  const named = <Part extends { readonly name: string }>(part: Part): Part => ({ ...part, name: rename(part.name) })
  const edges = (names: readonly string[]): string[] => names.map((edge) => (edge === '' ? '' : rename(edge)))
  return {
    ...graph,
    inputs: graph.inputs.map(named),
    outputs: graph.outputs.map(named),
    initializers: graph.initializers.map(named),
    nodes: graph.nodes.map((node) => ({ ...node, inputs: edges(node.inputs), outputs: edges(node.outputs) })),
  }
}

/** The first part of each key. */
function distinct<Part>(parts: readonly Part[], keyOf: (part: Part) => string): Part[] {
  return [...new Map(parts.toReversed().map((part) => [keyOf(part), part])).values()].toReversed()
}

import { encodeGraphInput } from './encode-model'
import type { GraphValue } from './graph'
import { type Encoded, joinMessages, messageField, toBytes } from './protobuf'
import { type ProtobufField, readFields } from './protobuf-fields'

/** Field numbers of ModelProto, GraphProto, NodeProto, TensorProto and ValueInfoProto (onnx.proto of ONNX 1.14). */
const graphOfModel = 7
const nodeOfGraph = 1
const inputOfNode = 1
const nameOfNode = 3
/** Parts of a graph that give an edge, with the field that names it: nodes, constants, inputs. */
const nameFields: ReadonlyMap<number, number> = new Map([
  [nodeOfGraph, 2],
  [5, 8],
  [11, 1],
])

/** A part of a graph. */
interface Part {
  readonly field: ProtobufField
  /** The edge that it gives; null for other parts, such as the graph's name. */
  readonly edge: string | null
}

/**
 * The part of a model behind a graph that it begins with, for who has already what that graph gives.
 * @param model the bytes of an ONNX file
 * @param front the graph that the model should begin with, as an ONNX file
 * @param value what the front gives, which the rest reads instead of the front's inputs
 * @returns an ONNX file; null when the model does not hold this very graph, to the last bit but for its nodes' names, or reads anything
 *   of it besides
 * @throws RangeError for bytes that are no ONNX file
 */
export function withoutFront(model: Uint8Array, front: Uint8Array, value: GraphValue): Uint8Array | null {
  const fields = [...readFields(model)]
  const parts = partsOf(fields)
  const given = new Map(parts.map((part) => [part.edge, part]))
  const gone = new Set<string>()
  for (const part of partsOf(readFields(front))) {
    if (part.edge === null) continue
    const own = given.get(part.edge)
    if (!own || !isSame(own.field, part.field)) return null
    gone.add(part.edge)
  }
  const rest = parts.filter(({ edge }) => edge === null || !gone.has(edge))
  if (rest.some(({ field }) => readsOf(field).some((edge) => gone.has(edge) && edge !== value.name))) return null
  const graph = joinMessages([...rest.map(({ field }) => encoded(field.raw)), encodeGraphInput(value)])
  const ofGraph = messageField(graphOfModel, graph)
  return toBytes(joinMessages(fields.map(({ fieldNumber, raw }) => (fieldNumber === graphOfModel ? ofGraph : encoded(raw)))))
}

function partsOf(model: Iterable<ProtobufField>): Part[] {
  const graph = [...model].find(({ fieldNumber }) => fieldNumber === graphOfModel)
  if (!graph) throw new RangeError('it holds no graph')
  return Array.from(readFields(graph.bytes), (field) => {
    const nameField = nameFields.get(field.fieldNumber)
    return { field, edge: nameField === undefined ? null : (textsOf(field, nameField)[0] ?? null) }
  })
}

function readsOf(field: ProtobufField): string[] {
  return field.fieldNumber === nodeOfGraph ? textsOf(field, inputOfNode) : []
}

function textsOf({ bytes }: ProtobufField, wanted: number): string[] {
  return [...readFields(bytes)].filter(({ fieldNumber }) => fieldNumber === wanted).map((field) => Buffer.from(field.bytes).toString())
}

/** Names of nodes are left out: they count the nodes of a graph. */
function isSame(one: ProtobufField, other: ProtobufField): boolean {
  if (one.fieldNumber !== other.fieldNumber) return false
  if (one.fieldNumber !== nodeOfGraph) return Buffer.compare(one.bytes, other.bytes) === 0
  return Buffer.compare(withoutName(one), withoutName(other)) === 0
}

function withoutName({ bytes }: ProtobufField): Uint8Array {
  return Buffer.concat([...readFields(bytes)].filter(({ fieldNumber }) => fieldNumber !== nameOfNode).map(({ raw }) => raw))
}

function encoded(bytes: Uint8Array): Encoded {
  return { pieces: [bytes], byteLength: bytes.byteLength }
}

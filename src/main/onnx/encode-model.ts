import { fail } from '@shared/domain/failure'
import { checkGraph } from './check-graph'
import { encodeTensorData, tensorDataTypes } from './encode-tensor'
import type { Attribute, Graph, GraphNode, GraphValue, Initializer } from './graph'
import {
  bytesField,
  floatField,
  joinMessages,
  messageField,
  packedFloats,
  packedVarints,
  stringField,
  toBytes,
  varintField,
} from './protobuf'
import type { Encoded } from './protobuf'

/** Version of the ONNX file format that we write. */
const onnxIrVersion = 9
/** Version of the standard operators that our graphs use. */
export const onnxOperatorSet = 18
/** Operators of classical models live in a domain of their own, with versions of its own. */
const learningDomain = 'ai.onnx.ml'
const learningOperatorSet = 3
const learningOperators: ReadonlySet<string> = new Set(['TreeEnsembleRegressor'])

const largestFileBytes = 2 ** 31 - 1
const attributeTypes = { float: 1, int: 2, string: 3, graph: 5, floats: 6, ints: 7, strings: 8 } as const

/**
 * Writes a graph as an ONNX file (ModelProto; field numbers from onnx.proto of ONNX 1.14).
 * @param graph a graph of standard operators; its edges are checked first
 * @param properties the model's own metadata (`metadata_props`), read back by `readModelProperties`
 * @param description a text for people, kept as the model's doc string
 * @returns the file's bytes
 * @throws Failure 'internal' for a graph that cannot run, 'unsupported' for more than 2 GB, protobuf's limit
 */
export function encodeModel(graph: Graph, properties: Readonly<Record<string, string>>, description = graph.name): Uint8Array {
  checkGraph(graph)
  const model = joinMessages([
    varintField(1, Math.max(onnxIrVersion, graph.versions?.format ?? 0)),
    stringField(2, 'circumplex'),
    stringField(6, description),
    messageField(7, encodeGraph(graph)),
    messageField(8, operatorSet('', Math.max(onnxOperatorSet, graph.versions?.operatorSet ?? 0))),
    ...(graph.nodes.some(({ operator }) => learningOperators.has(operator))
      ? [messageField(8, operatorSet(learningDomain, learningOperatorSet))]
      : []),
    ...Object.entries(properties).map(([key, value]) => messageField(14, joinMessages([stringField(1, key), stringField(2, value)]))),
  ])
  if (model.byteLength > largestFileBytes) {
    fail(
      'unsupported',
      `The model '${graph.name}' needs ${model.byteLength} bytes; ONNX files end at 2 GB.`,
      'Use a smaller vocabulary or a smaller network.',
    )
  }
  return toBytes(model)
}

function operatorSet(domain: string, version: number): Encoded {
  return joinMessages([stringField(1, domain), varintField(2, version)])
}

function encodeGraph(graph: Graph): Encoded {
  return joinMessages([
    ...graph.nodes.map((node, index) => messageField(1, encodeNode(node, index))),
    stringField(2, graph.name),
    ...graph.initializers.map((initializer) => messageField(5, encodeInitializer(initializer))),
    ...graph.inputs.map(encodeGraphInput),
    ...graph.outputs.map((output) => messageField(12, encodeValue(output))),
  ])
}

/** An input of a graph as it stands in a GraphProto. */
export function encodeGraphInput(input: GraphValue): Encoded {
  return messageField(11, encodeValue(input))
}

/** A node of a graph as it stands in a file (NodeProto). @param index makes its name */
export function encodeNode(node: GraphNode, index: number): Encoded {
  return joinMessages([
    ...node.inputs.map((edge) => stringField(1, edge)),
    ...node.outputs.map((edge) => stringField(2, edge)),
    stringField(3, `${node.operator}-${index}`),
    stringField(4, node.operator),
    ...Object.entries(node.attributes ?? {}).map(([name, attribute]) => messageField(5, encodeAttribute(name, attribute))),
    ...(learningOperators.has(node.operator) ? [stringField(7, learningDomain)] : []),
  ])
}

function encodeAttribute(name: string, attribute: Attribute): Encoded {
  return joinMessages([stringField(1, name), ...encodeAttributeValue(attribute), varintField(20, attributeTypes[attribute.kind])])
}

function encodeAttributeValue(attribute: Attribute): readonly Encoded[] {
  switch (attribute.kind) {
    case 'float':
      return [floatField(2, attribute.value)]
    case 'int':
      return [varintField(3, attribute.value)]
    case 'string':
      return [stringField(4, attribute.value)]
    case 'floats':
      return [packedFloats(7, attribute.value)]
    case 'ints':
      return [packedVarints(8, attribute.value)]
    case 'strings':
      return attribute.value.map((value) => stringField(9, value))
    case 'graph':
      return [bytesField(6, attribute.value)]
  }
}

/** A constant as it stands in a file (TensorProto). */
export function encodeInitializer(initializer: Initializer): Encoded {
  return joinMessages([
    ...initializer.dims.map((dim) => varintField(1, dim)),
    varintField(2, tensorDataTypes[initializer.elementType]),
    stringField(8, initializer.name),
    bytesField(9, encodeTensorData(initializer)),
  ])
}

/** An input or an output as it stands in a file (ValueInfoProto). */
export function encodeValue(value: GraphValue): Encoded {
  const dims = value.dims.map((dim) => messageField(1, typeof dim === 'number' ? varintField(1, dim) : stringField(2, dim)))
  const tensorType = joinMessages([varintField(1, tensorDataTypes[value.elementType]), messageField(2, joinMessages(dims))])
  return joinMessages([stringField(1, value.name), messageField(2, messageField(1, tensorType))])
}

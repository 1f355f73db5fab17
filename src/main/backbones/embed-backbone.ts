import { fail } from '@shared/domain/failure'
import { onnxOperatorSet } from '../onnx/encode-model'
import type { GraphVersions } from '../onnx/graph'
import { type Encoded, joinMessages, messageField, stringField, toBytes } from '../onnx/protobuf'
import { type ProtobufField, readFields } from '../onnx/protobuf-fields'
import { hasChanged, oldestOperatorSet } from './operator-versions'
import type { ReadBackbone, ReadGraph, ReadNode } from './read-backbone'
import { nameOfAttribute, type UpgradedNode, upgradeNode, wholeConstant } from './upgrade-node'

/** Stands before the name of every edge of a backbone within a graph of ours. */
const prefix = 'backbone.onnx/'

/** Nodes and constants of a backbone, to be put into a graph of ours (NodeProto, TensorProto). */
export interface EmbeddedBackbone {
  readonly nodes: readonly Encoded[]
  readonly constants: readonly Encoded[]
  /** Names of the edges that it reads and that count. */
  readonly input: string
  readonly output: string
  readonly versions: GraphVersions
}

/**
 * The part of a backbone that an edge of it follows from, under names that no other edge of our graphs has and the versions of operators
 * that our graphs have, or later ones.
 * @param input name of its input
 * @param output name of an output or of any edge within it
 * @param name of the file, for messages
 * @throws Failure `unsupported` where an operator means something else in our versions and cannot be rewritten
 */
export function embedBackbone({ graph, format, operatorSet }: ReadBackbone, input: string, output: string, name: string): EmbeddedBackbone {
  const versions: GraphVersions = { format, operatorSet: Math.max(onnxOperatorSet, operatorSet) }
  if (operatorSet < oldestOperatorSet) tooOld(name, operatorSet, `version ${operatorSet} of the operators`)
  const made = embedGraph(neededFor(graph, output), { from: operatorSet, to: versions.operatorSet, name })
  return { ...made, input: prefix + input, output: prefix + output, versions }
}

interface Versions {
  readonly from: number
  readonly to: number
  /** Of the file, for messages. */
  readonly name: string
}

interface Parts {
  readonly nodes: readonly Encoded[]
  readonly constants: readonly Encoded[]
}

/** A graph without what an edge does not follow from. */
function neededFor(graph: ReadGraph, output: string): ReadGraph {
  const needed = new Set([output])
  const nodes = graph.nodes
    .toReversed()
    .filter((node) => {
      if (!node.outputs.some((edge) => needed.has(edge))) return false
      for (const edge of readsOf(node)) needed.add(edge)
      return true
    })
    .toReversed()
  return { ...graph, nodes, constants: graph.constants.filter(({ name }) => needed.has(name)) }
}

/** What a node reads, that of the graphs within it included. */
function readsOf({ inputs, graphs }: ReadNode): string[] {
  return [...inputs, ...graphs.flatMap(({ nodes, outputs }) => [...nodes.flatMap(readsOf), ...outputs.map(({ name }) => name)])]
}

function embedGraph({ nodes, constants }: ReadGraph, versions: Versions): Parts {
  const added: Encoded[] = []
  const made = nodes.map((node) => {
    const upgraded = upgradeNode(node, versions.from, versions.to) ?? cannotUpgrade(node, versions)
    const input = `${prefix}${node.outputs[0] ?? ''}/${node.operator} input`
    if (upgraded.secondInput) added.push(wholeConstant(input, upgraded.secondInput))
    return embedNode(node, upgraded, upgraded.secondInput ? input : null, versions)
  })
  return { nodes: made, constants: [...constants.map(({ bytes }) => renamed(bytes, new Set([8]))), ...added] }
}

function cannotUpgrade({ operator }: ReadNode, { from, to, name }: Versions): never {
  const also = hasChanged(operator, from, to) ? ` between versions ${from} and ${to} of the operators` : ''
  return tooOld(name, from, `its operator ${operator}, which changed${also}`)
}

function tooOld(name: string, from: number, what: string): never {
  return fail(
    'unsupported',
    `${name} cannot be joined with a graph of version ${onnxOperatorSet}: ${what}.`,
    `It has operators of version ${from}. Export it with opset_version ${onnxOperatorSet}, or convert it with onnx.version_converter.`,
  )
}

/** Field numbers of NodeProto. */
const nodeInput = 1
const nodeOutput = 2
const nodeName = 3
const nodeOperator = 4
const nodeAttribute = 5

/** Names of nodes, texts for people and metadata are left out. */
function embedNode(node: ReadNode, upgraded: UpgradedNode, secondInput: string | null, versions: Versions): Encoded {
  const fields = [...readFields(node.bytes)]
  const edges = (number: number): Encoded[] =>
    fields.filter(({ fieldNumber }) => fieldNumber === number).map((field) => stringField(number, rename(textOf(field))))
  const graphs = node.graphs[Symbol.iterator]()
  const attributes = fields
    .filter(({ fieldNumber }) => fieldNumber === nodeAttribute)
    .map((field) => [...readFields(field.bytes)])
    .filter((attribute) => !upgraded.dropped.has(nameOfAttribute(attribute)))
    .map((attribute) => joinMessages(attribute.map((part) => embedAttributePart(part, graphs, versions))))
  return joinMessages([
    ...edges(nodeInput),
    ...(secondInput === null ? [] : [stringField(nodeInput, secondInput)]),
    ...edges(nodeOutput),
    stringField(nodeName, rename(node.outputs[0] ?? node.operator)),
    stringField(nodeOperator, node.operator),
    ...[...attributes, ...upgraded.added].map((attribute) => messageField(nodeAttribute, attribute)),
  ])
}

/** A graph within an attribute keeps its inputs and outputs, under their new names. */
function embedAttributePart(part: ProtobufField, graphs: Iterator<ReadGraph>, versions: Versions): Encoded {
  const next = part.fieldNumber === 6 || part.fieldNumber === 11 ? graphs.next() : null
  if (!next || next.done === true) return raw(part.raw)
  const { nodes, constants } = embedGraph(next.value, versions)
  const values = [...readFields(part.bytes)]
    .filter(({ fieldNumber }) => fieldNumber === 11 || fieldNumber === 12)
    .map((value) => messageField(value.fieldNumber, renamed(value.bytes, new Set([1]))))
  const graph = [
    ...nodes.map((node) => messageField(1, node)),
    stringField(2, 'graph'),
    ...constants.map((constant) => messageField(5, constant)),
    ...values,
  ]
  return messageField(part.fieldNumber, joinMessages(graph))
}

/** A message whose texts of some fields are names of edges. */
function renamed(bytes: Uint8Array, names: ReadonlySet<number>): Encoded {
  return joinMessages(
    Array.from(readFields(bytes), (field) =>
      names.has(field.fieldNumber) ? stringField(field.fieldNumber, rename(textOf(field))) : raw(field.raw),
    ),
  )
}

/** An edge without a name is an input that is left out. */
function rename(edge: string): string {
  return edge === '' ? '' : prefix + edge
}

function textOf({ bytes }: ProtobufField): string {
  return Buffer.from(bytes).toString()
}

function raw(bytes: Uint8Array): Encoded {
  return { pieces: [bytes], byteLength: bytes.byteLength }
}

/** The bytes of a graph of nodes and constants (GraphProto). */
export function encodeBody(parts: {
  readonly name: string
  readonly nodes: readonly Encoded[]
  readonly constants: readonly Encoded[]
  readonly input: Encoded
  readonly output: Encoded
}): Uint8Array {
  return toBytes(
    joinMessages([
      ...parts.nodes.map((node) => messageField(1, node)),
      stringField(2, parts.name),
      ...parts.constants.map((constant) => messageField(5, constant)),
      messageField(11, parts.input),
      messageField(12, parts.output),
    ]),
  )
}

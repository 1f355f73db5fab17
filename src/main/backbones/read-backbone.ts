import { fail } from '@shared/domain/failure'
import { type ProtobufField, readFields } from '../onnx/protobuf-fields'

/** An input or an output of a backbone as its file declares it. */
export interface DeclaredValue {
  readonly name: string
  /** TensorProto.DataType; 0 where it is not said, or is no tensor. */
  readonly elementType: number
  /** A free dimension is null; null as a whole where the shape is not said. */
  readonly dims: readonly (number | null)[] | null
}

/** A node of a graph, with the graphs within it. */
export interface ReadNode {
  readonly operator: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** NodeProto */
  readonly bytes: Uint8Array
  readonly graphs: readonly ReadGraph[]
}

/** A constant tensor. */
export interface ReadConstant {
  readonly name: string
  /** TensorProto */
  readonly bytes: Uint8Array
}

/** A graph as it stands in a file. */
export interface ReadGraph {
  readonly nodes: readonly ReadNode[]
  readonly constants: readonly ReadConstant[]
  /** Without those that have a constant as their default. */
  readonly inputs: readonly DeclaredValue[]
  readonly outputs: readonly DeclaredValue[]
}

/** A backbone's file: one graph of standard operators that needs no other file. */
export interface ReadBackbone {
  readonly graph: ReadGraph
  /** Version of the file format. */
  readonly format: number
  /** Version of the standard operators. */
  readonly operatorSet: number
}

/** Domains of the standard operators. */
const standardDomains: ReadonlySet<string> = new Set(['', 'ai.onnx'])
const external = 1

/**
 * Reads the structure of an ONNX file, without its numbers and without running it.
 * @param name of the file, for messages
 * @throws Failure `file-invalid` for bytes that are no ONNX model or lack files beside it; `unsupported` for functions, sparse constants
 *   and operators that are no standard ones
 */
export function readBackbone(bytes: Uint8Array, name: string): ReadBackbone {
  try {
    const fields = [...readFields(bytes)]
    const graph = fields.find(({ fieldNumber }) => fieldNumber === 7)
    if (!graph) throw new RangeError('it holds no graph')
    if (fields.some(({ fieldNumber }) => fieldNumber === 25)) refuse(name, 'it defines functions of its own', inlineHint)
    const sets = fields.filter(({ fieldNumber }) => fieldNumber === 8).map((field) => [...readFields(field.bytes)])
    const own = sets.find((set) => standardDomains.has(textOf(set, 1)))
    return {
      graph: readGraph(graph.bytes, name),
      format: fields.find(({ fieldNumber }) => fieldNumber === 1)?.value ?? 0,
      operatorSet: own?.find(({ fieldNumber }) => fieldNumber === 2)?.value ?? 1,
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return fail('file-invalid', `${name} is no ONNX model: ${error.message}.`, 'Choose the .onnx file of a backbone.')
  }
}

const inlineHint = 'Export it with standard operators alone, such as by torch.onnx.export.'

function readGraph(bytes: Uint8Array, name: string): ReadGraph {
  const fields = [...readFields(bytes)]
  const of = (number: number): ProtobufField[] => fields.filter(({ fieldNumber }) => fieldNumber === number)
  if (of(15).length > 0) refuse(name, 'it holds sparse constants', 'Export it with dense constants.')
  const constants = of(5).map((field) => readConstant(field.bytes, name))
  const given = new Set(constants.map((constant) => constant.name))
  return {
    nodes: of(1).map((field) => readNode(field.bytes, name)),
    constants,
    inputs: of(11)
      .map((field) => readValue(field.bytes))
      .filter((input) => !given.has(input.name)),
    outputs: of(12).map((field) => readValue(field.bytes)),
  }
}

function readNode(bytes: Uint8Array, name: string): ReadNode {
  const fields = [...readFields(bytes)]
  const texts = (number: number): string[] =>
    fields.filter(({ fieldNumber }) => fieldNumber === number).map((field) => Buffer.from(field.bytes).toString())
  const [operator, domain] = [textOf(fields, 4), textOf(fields, 7)]
  if (!standardDomains.has(domain)) refuse(name, `its operator ${domain}.${operator} is no standard one`, inlineHint)
  const attributes = fields.filter(({ fieldNumber }) => fieldNumber === 5).map((field) => [...readFields(field.bytes)])
  for (const attribute of attributes)
    for (const { fieldNumber, bytes: tensor } of attribute) if (fieldNumber === 5 || fieldNumber === 10) readConstant(tensor, name)
  const graphs = attributes
    .flatMap((attribute) => attribute.filter(({ fieldNumber }) => fieldNumber === 6 || fieldNumber === 11))
    .map((field) => readGraph(field.bytes, name))
  return { operator, domain, inputs: texts(1), outputs: texts(2), bytes, graphs }
}

/** @throws Failure `file-invalid` for one whose numbers lie in another file */
function readConstant(bytes: Uint8Array, name: string): ReadConstant {
  const fields = [...readFields(bytes)]
  const constant = { name: textOf(fields, 8), bytes }
  if (fields.find(({ fieldNumber }) => fieldNumber === 14)?.value !== external) return constant
  const entries = fields.filter(({ fieldNumber }) => fieldNumber === 13).map((field) => [...readFields(field.bytes)])
  const location = entries.find((entry) => textOf(entry, 1) === 'location')
  return fail(
    'file-invalid',
    `${name} keeps its numbers in another file (${location ? textOf(location, 2) : 'external data'}), which a backbone may not.`,
    'Save it as one file, such as by onnx.save_model(model, path, save_as_external_data=False).',
  )
}

function readValue(bytes: Uint8Array): DeclaredValue {
  const fields = [...readFields(bytes)]
  const tensor = inner(inner(fields, 2), 1)
  const shape = tensor.find(({ fieldNumber }) => fieldNumber === 2)
  return {
    name: textOf(fields, 1),
    elementType: tensor.find(({ fieldNumber }) => fieldNumber === 1)?.value ?? 0,
    dims: shape ? [...readFields(shape.bytes)].map((dim) => fixedDimension([...readFields(dim.bytes)])) : null,
  }
}

function fixedDimension(fields: readonly ProtobufField[]): number | null {
  return fields.find(({ fieldNumber }) => fieldNumber === 1)?.value ?? null
}

function inner(fields: readonly ProtobufField[], number: number): ProtobufField[] {
  const found = fields.find(({ fieldNumber }) => fieldNumber === number)
  return found ? [...readFields(found.bytes)] : []
}

function textOf(fields: readonly ProtobufField[], number: number): string {
  const found = fields.find(({ fieldNumber }) => fieldNumber === number)
  return found ? Buffer.from(found.bytes).toString() : ''
}

function refuse(name: string, reason: string, hint: string): never {
  return fail('unsupported', `${name} cannot be read as a backbone: ${reason}.`, hint)
}

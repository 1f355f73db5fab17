import { bytesField, type Encoded, joinMessages, packedVarints, stringField, varintField } from '../onnx/protobuf'
import { type ProtobufField, readFields } from '../onnx/protobuf-fields'
import type { ReadNode } from './read-backbone'
import { hasChanged } from './operator-versions'

/** How a node is written under later versions of the standard operators. */
export interface UpgradedNode {
  /** Attributes that it has no more, by name. */
  readonly dropped: ReadonlySet<string>
  /** Whole numbers that were an attribute and are now its second input; null: none. */
  readonly secondInput: readonly number[] | null
  /** Attributes that it has now besides (AttributeProto). */
  readonly added: readonly Encoded[]
}

const unchanged: UpgradedNode = { dropped: new Set(), secondInput: null, added: [] }

/**
 * How a node of an earlier version is written under a later one: axes and parts that became inputs; what only training reads is dropped.
 * @returns null where it cannot be written so that it surely means the same
 */
export function upgradeNode(node: ReadNode, from: number, to: number): UpgradedNode | null {
  const { operator } = node
  if (!hasChanged(operator, from, to)) return unchanged
  if (operator.startsWith('Reduce') || operator === 'Squeeze' || operator === 'Unsqueeze') return withInput(node, 'axes')
  if (operator === 'Dropout') return { ...unchanged, dropped: new Set(['ratio', 'seed']) }
  if (operator === 'Split') return upgradeSplit(node, from)
  if (operator.endsWith('oftmax')) return lastAxis(node) ? unchanged : null
  return null
}

/** Since version 13 the lengths of the parts are an input; since 18 equal parts are counted by an attribute. */
function upgradeSplit(node: ReadNode, from: number): UpgradedNode {
  const lengths = from < 13 ? withInput(node, 'split') : unchanged
  const isGiven = lengths.secondInput !== null || node.inputs.length > 1
  return isGiven ? lengths : { ...lengths, added: [intAttribute('num_outputs', node.outputs.length)] }
}

/** Before version 13 all axes from the one named on were one; the last alone means the same in both. */
function lastAxis(node: ReadNode): boolean {
  const axis = attributesOf(node).get('axis')
  return axis?.some((field) => field.fieldNumber === 3 && wholeNumbersOf(field)[0] === -1) ?? false
}

function withInput(node: ReadNode, name: string): UpgradedNode {
  const attribute = attributesOf(node).get(name)
  return attribute ? { ...unchanged, dropped: new Set([name]), secondInput: wholeNumbers(attribute) } : unchanged
}

function attributesOf({ bytes }: ReadNode): Map<string, ProtobufField[]> {
  const attributes = [...readFields(bytes)].filter(({ fieldNumber }) => fieldNumber === 5).map((field) => [...readFields(field.bytes)])
  return new Map(attributes.map((fields) => [nameOfAttribute(fields), fields]))
}

/** The name of an attribute, by the fields of its AttributeProto. */
export function nameOfAttribute(fields: readonly ProtobufField[]): string {
  const name = fields.find(({ fieldNumber }) => fieldNumber === 1)
  return name ? Buffer.from(name.bytes).toString() : ''
}

function wholeNumbers(attribute: readonly ProtobufField[]): number[] {
  return attribute.filter(({ fieldNumber }) => fieldNumber === 8).flatMap(wholeNumbersOf)
}

/** The whole numbers of a field, packed or one alone, whose tag is one byte. */
function wholeNumbersOf({ bytes, raw }: ProtobufField): number[] {
  return unpacked(bytes.length > 0 ? bytes : raw.subarray(1))
}

function unpacked(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  let [value, shift] = [0n, 0n]
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80) continue
    numbers.push(Number(BigInt.asIntN(64, value)))
    ;[value, shift] = [0n, 0n]
  }
  return numbers
}

function intAttribute(name: string, value: number): Encoded {
  return joinMessages([stringField(1, name), varintField(3, value), varintField(20, 2)])
}

/** A constant of whole numbers as it stands in a graph (TensorProto). */
export function wholeConstant(name: string, values: readonly number[]): Encoded {
  return joinMessages([packedVarints(1, [values.length]), varintField(2, 7), stringField(8, name), bytesField(9, int64(values))])
}

function int64(values: readonly number[]): Uint8Array {
  return new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
}

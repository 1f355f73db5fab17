import { fail } from '@shared/domain/failure'
import { readFields } from './protobuf-fields'

const textDecoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a model's own metadata (`metadata_props`) without loading its graph.
 * @param model the bytes of an ONNX file
 * @throws Failure 'file-invalid' when the bytes are no ONNX model
 */
export function readModelProperties(model: Uint8Array): Record<string, string> {
  try {
    const fields = [...readFields(model)]
    if (!fields.some((field) => field.fieldNumber === 7)) throw new RangeError('it holds no graph')
    return Object.fromEntries(fields.filter((field) => field.fieldNumber === 14).map((field) => readProperty(field.bytes)))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    fail('file-invalid', `This is no ONNX model: ${reason}.`, 'Choose a model.onnx that Circumplex exported.')
  }
}

function readProperty(message: Uint8Array): [string, string] {
  const texts = new Map([...readFields(message)].map((field) => [field.fieldNumber, textDecoder.decode(field.bytes)]))
  return [texts.get(1) ?? '', texts.get(2) ?? '']
}

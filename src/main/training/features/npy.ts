/** Everything before the numbers has a length that is a multiple of this. */
const alignment = 64
const prefixLength = 10

/**
 * Writes 32-bit floats in NumPy's format, version 1.0, little-endian, row-major.
 * @param values as many as the shape says
 * @param shape such as [20, 1502]
 */
export function encodeNpy(values: Float32Array, shape: readonly number[]): Uint8Array {
  const description = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.map((size) => `${size},`).join(' ')}), }`
  const headerLength = Math.ceil((prefixLength + description.length + 1) / alignment) * alignment - prefixLength
  const header = `${description.padEnd(headerLength - 1)}\n`
  const bytes = new Uint8Array(prefixLength + headerLength + values.length * 4)
  const view = new DataView(bytes.buffer)
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0])
  view.setUint16(8, headerLength, true)
  bytes.set(new TextEncoder().encode(header), prefixLength)
  values.forEach((value, index) => view.setFloat32(prefixLength + headerLength + index * 4, value, true))
  return bytes
}

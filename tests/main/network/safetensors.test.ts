import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSafetensors, encodeSafetensors } from '@main/network/safetensors'

const tensor = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }).chain((dims) => {
  const size = dims.reduce((product, dimension) => product * dimension, 1)
  return fc.float32Array({ minLength: size, maxLength: size }).map((data) => ({ dims, data }))
})
const name = fc.string({ minLength: 1 }).filter((word) => word !== '__metadata__' && word !== '__proto__')

/** A file with a header of our own making. */
function fileWith(header: string, body = new Uint8Array()): Uint8Array {
  const file = Buffer.alloc(8 + header.length)
  file.writeBigUInt64LE(BigInt(header.length))
  file.write(header, 8)
  return Buffer.concat([file, body])
}

describe('safetensors', () => {
  it('come back equal, bit for bit', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, tensor), { maxLength: 5 }), (entries) => {
        const weights = new Map(entries)
        const found = decodeSafetensors(encodeSafetensors(weights, { note: 'é' }), 'file')
        expect(found.metadata).toEqual({ note: 'é' })
        expect(new Map(found.weights)).toEqual(weights)
      }),
    )
  })

  it('are laid out as the format says', () => {
    const bytes = Buffer.from(encodeSafetensors(new Map([['a', { dims: [2], data: Float32Array.of(1, -2) }]])))
    const headerLength = Number(bytes.readBigUInt64LE())
    expect(headerLength % 8).toBe(0)
    expect(JSON.parse(bytes.toString('utf8', 8, 8 + headerLength))).toEqual({
      __metadata__: {},
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    })
    expect(bytes.readFloatLE(8 + headerLength + 4)).toBe(-2)
  })

  it.each([
    ['a file shorter than its length field', new Uint8Array(3), /shorter than its header/],
    ['a header cut short', fileWith('{}').subarray(0, 9), /cut short/],
    ['a header that is no JSON', fileWith('{nothing'), /no JSON object/],
    ['an entry without offsets', fileWith('{"a":{"dtype":"F32","shape":[1]}}'), /entry of a/],
    ['data that is not there', fileWith('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'), /data of a/],
    ['a shape that does not fit', fileWith('{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}', new Uint8Array(4)), /data of a/],
    ['another number type', fileWith('{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}', new Uint8Array(4)), /a is F16/],
  ])('refuse %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes, 'some file')).toThrow(message)
  })
})

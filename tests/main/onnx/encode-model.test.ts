import { encodeModel } from '@main/onnx/encode-model'
import type { Graph } from '@main/onnx/graph'
import { readModelProperties } from '@main/onnx/read-model-properties'
import { float32Output, openSession } from '@main/onnx/session'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** y = alpha·x·W + b with the attributes and element types that our graphs use. */
const affine: Graph = {
  name: 'affine',
  inputs: [{ name: 'x', elementType: 'float32', dims: ['n', 3] }],
  outputs: [{ name: 'y', elementType: 'float32', dims: ['n', 2] }],
  initializers: [
    { name: 'weights', elementType: 'float32', dims: [3, 2], data: [1, 2, 3, 4, 5, 6] },
    { name: 'bias', elementType: 'float32', dims: [2], data: new Float32Array([0.5, -0.5]) },
    { name: 'shape', elementType: 'int64', dims: [2], data: [-1, 2] },
  ],
  nodes: [
    { operator: 'Gemm', inputs: ['x', 'weights', 'bias'], outputs: ['product'], attributes: { alpha: { kind: 'float', value: 2 } } },
    { operator: 'Transpose', inputs: ['product'], outputs: ['turned'], attributes: { perm: { kind: 'ints', value: [1, 0] } } },
    { operator: 'Transpose', inputs: ['turned'], outputs: ['back'], attributes: { perm: { kind: 'ints', value: [1, 0] } } },
    { operator: 'Reshape', inputs: ['back', 'shape'], outputs: ['y'], attributes: { allowzero: { kind: 'int', value: 0 } } },
  ],
}

describe('encodeModel', () => {
  it('writes a model that onnxruntime runs', async () => {
    const session = await openSession(encodeModel(affine, {}), { threads: 1 })
    expect([session.inputNames, session.outputNames]).toEqual([['x'], ['y']])
    const outputs = await session.run({ x: { elementType: 'float32', dims: [2, 3], data: new Float32Array([1, 0, 0, 1, 1, 1]) } })
    await session.dispose()
    expect(outputs['y']?.dims).toEqual([2, 2])
    expect([...float32Output(outputs, 'y')]).toEqual([2.5, 3.5, 18.5, 23.5])
    expect(() => float32Output(outputs, 'z')).toThrow("no float32 output 'z'")
  })

  it('keeps every element type', async () => {
    const graph: Graph = {
      name: 'types',
      inputs: [
        { name: 'wide', elementType: 'float64', dims: [2] },
        { name: 'ids', elementType: 'int64', dims: [2] },
        { name: 'small', elementType: 'int32', dims: [2] },
        { name: 'flags', elementType: 'bool', dims: [2] },
      ],
      outputs: [
        { name: 'wideSum', elementType: 'float64', dims: [2] },
        { name: 'idSum', elementType: 'int64', dims: [2] },
        { name: 'smallSum', elementType: 'int32', dims: [2] },
        { name: 'both', elementType: 'bool', dims: [2] },
      ],
      initializers: [
        { name: 'wideConstant', elementType: 'float64', dims: [2], data: [0.1, -0.1] },
        { name: 'idConstant', elementType: 'int64', dims: [2], data: [-5, 2 ** 40] },
        { name: 'smallConstant', elementType: 'int32', dims: [2], data: [-7, 7] },
        { name: 'flagConstant', elementType: 'bool', dims: [2], data: [1, 0] },
      ],
      nodes: [
        { operator: 'Add', inputs: ['wide', 'wideConstant'], outputs: ['wideSum'] },
        { operator: 'Add', inputs: ['ids', 'idConstant'], outputs: ['idSum'] },
        { operator: 'Add', inputs: ['small', 'smallConstant'], outputs: ['smallSum'] },
        { operator: 'And', inputs: ['flags', 'flagConstant'], outputs: ['both'] },
      ],
    }
    const session = await openSession(encodeModel(graph, {}), { threads: 1 })
    const outputs = await session.run({
      wide: { elementType: 'float64', dims: [2], data: new Float64Array([1, 1]) },
      ids: { elementType: 'int64', dims: [2], data: new BigInt64Array([5n, 1n]) },
      small: { elementType: 'int32', dims: [2], data: new Int32Array([0, 1]) },
      flags: { elementType: 'bool', dims: [2], data: new Uint8Array([1, 1]) },
    })
    await session.dispose()
    const numbers = (name: string): unknown[] => [...(outputs[name]?.data ?? [])]
    expect(numbers('wideSum')).toEqual([1.1, 0.9])
    expect(numbers('idSum')).toEqual([0n, 2n ** 40n + 1n])
    expect(numbers('smallSum')).toEqual([-7, 8])
    expect(numbers('both')).toEqual([1, 0])
  })

  it('keeps any properties', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 400 })), (properties) => {
        expect(readModelProperties(encodeModel(affine, properties))).toEqual({ ...properties })
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['an unknown input', { nodes: [{ operator: 'Relu', inputs: ['nowhere'], outputs: ['y'] }] }, "reads 'nowhere'"],
    ['an edge made twice', { nodes: [...affine.nodes, { operator: 'Relu', inputs: ['x'], outputs: ['back'] }] }, "'back' is made twice"],
    ['an output that nothing makes', { nodes: [] }, "nothing makes the output 'y'"],
    [
      'a constant of the wrong length',
      { initializers: [...affine.initializers, { name: 'odd', elementType: 'float32', dims: [2, 2], data: [1] } as const] },
      'has 1 numbers where its shape [2, 2] wants 4',
    ],
    [
      'a fraction among whole numbers',
      { initializers: [...affine.initializers, { name: 'odd', elementType: 'int64', dims: [1], data: [1.5] } as const] },
      'holds 1.5',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => encodeModel({ ...affine, ...change }, {})).toThrow(message)
  })
})

describe('readModelProperties', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('not a model at all')],
    ['half a model', encodeModel(affine, { name: 'x' }).slice(0, 200)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readModelProperties(bytes)).toThrow('This is no ONNX model')
  })
})

describe('openSession', () => {
  it('refuses what is no model, with a hint', async () => {
    await expect(openSession(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      code: 'file-invalid',
      hint: expect.stringContaining('model.onnx'),
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studyInputs } from '@main/network/inputs'
import { layerOrder, layersOf, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { publishedNames } from '@shared/domain/published-networks'
import { describeShape } from '@main/network/shapes'
import { parameterCount, weightSpecifications } from '@main/network/weights'
import type { Layer, Network, PlainLayer } from '@shared/domain/network'

const inputs = studyInputs({ lyrics: 1000, comments: 1000 })
const audioOf = (layers: readonly Layer[], head: readonly Layer[] = [{ type: 'linear', units: 2 }]): Network => ({
  name: 'own',
  branches: [{ modality: 'audio', frozen: false, layers }],
  head,
})

describe('the published networks', () => {
  it.each(publishedNames)('%s has fitting shapes', (name) => {
    const plan = planNetwork(publishedNetwork(name), inputs)
    expect(plan.head.at(-1)?.output).toEqual({ kind: 'vector', units: 2 })
  })

  it('audio has the lengths of the study', () => {
    const { branches } = planNetwork(publishedNetwork('audio'), inputs)
    const lengths = branches[0]?.layers.flatMap(({ output }) => (output.kind === 'sequence' ? [output.length] : []))
    expect([...new Set([1502, ...(lengths ?? [])])]).toEqual([1502, 1493, 373, 364, 91, 22])
    expect(branches[0]?.units).toBe(352)
  })

  it('lyrics has the lengths of the study, and the fusion 25 % / 75 %', () => {
    const { branches } = planNetwork(publishedNetwork('audio-lyrics'), inputs)
    const lengths = branches[1]?.layers.flatMap(({ output }) => (output.kind === 'sequence' ? [output.length] : []))
    expect([...new Set(lengths)]).toEqual([500, 491, 245, 61])
    expect(branches.map(({ units }) => units)).toEqual([352, 976])
  })

  it('audio has the parameters that PyTorch counts', () => {
    // (20·10+1)·16 + 2·16 + (16·10+1)·16 + 2·16 + (352+1)·64 + (64+1)·2
    expect(parameterCount(planNetwork(publishedNetwork('audio'), inputs))).toEqual({ total: 28_578, trained: 28_578 })
  })

  it('train nothing but the head of a fusion', () => {
    const plan = planNetwork(publishedNetwork('audio-comments'), inputs)
    const trained = weightSpecifications(plan).filter(({ role }) => role === 'trained')
    expect(trained.every(({ name }) => name.startsWith('head.'))).toBe(true)
    expect(parameterCount(plan).trained).toBe((352 + 976 + 1) * 256 + (256 + 1) * 2)
  })
})

describe('shape inference', () => {
  const size = fc.integer({ min: 1, max: 40 })
  const sliding = fc.oneof(
    fc.record({ type: fc.constant('convolution' as const), filters: fc.integer({ min: 1, max: 8 }), kernel: size, stride: size }),
    fc.record({ type: fc.constant('max-pooling' as const), size, stride: size }),
    fc.record({ type: fc.constant('average-pooling' as const), size, stride: size }),
    fc.constant({ type: 'relu' as const }),
    fc.constant({ type: 'batch-normalisation' as const }),
  )

  it('either fits, with lengths that a window counted by hand has, or names the layer', () => {
    fc.assert(
      fc.property(fc.array(sliding, { maxLength: 6 }), (layers) => {
        let length = 1502
        let failing = -1
        for (const [index, layer] of layers.entries()) {
          const window = layer.type === 'convolution' ? layer.kernel : 'size' in layer ? layer.size : 1
          const stride = 'stride' in layer ? layer.stride : 1
          let positions = 0
          for (let start = 0; start + window <= length; start += stride) positions += 1
          if (positions === 0) {
            failing = index
            break
          }
          length = positions
        }
        const network = audioOf([...layers, { type: 'flatten' }])
        if (failing >= 0) {
          expect(() => planNetwork(network, inputs)).toThrow(`audio.${failing} (`)
          return
        }
        const last = planNetwork(network, inputs).branches[0]?.layers.at(-2)?.output ?? { kind: 'sequence', channels: 20, length: 1502 }
        expect(last).toMatchObject({ length })
      }),
    )
  })

  it('hands every layer what the one before gives', () => {
    for (const { layers } of planNetwork(publishedNetwork('audio-lyrics'), inputs).branches) {
      layers.slice(1).forEach((layer, index) => expect(layer.input).toEqual(layers[index]?.output))
    }
    expect(
      layersOf(planNetwork(publishedNetwork('audio'), inputs))
        .map(({ name }) => name)
        .slice(-2),
    ).toEqual(['head.3', 'head.4'])
  })

  it('names the layers of a residual behind it, with their tensors and indices', () => {
    const held: PlainLayer[] = [{ type: 'layer-normalisation' }, { type: 'padding', before: 1, after: 1 }]
    const plan = planNetwork(
      audioOf([
        { type: 'residual', layers: [...held, { type: 'convolution', filters: 20, kernel: 3, stride: 1 }] },
        { type: 'attention-pooling', by: ['mean', 'deviation'] },
      ]),
      inputs,
    )
    expect(layersOf(plan).map(({ name }) => name)).toEqual(['audio.0', 'audio.0.0', 'audio.0.1', 'audio.0.2', 'audio.1', 'head.0'])
    expect([...layerOrder(plan.network).entries()]).toEqual(layersOf(plan).map(({ name }, index) => [name, index]))
    expect(plan.branches[0]?.units).toBe(40)
    expect(weightSpecifications(plan).map(({ name, dims }) => `${name} ${dims.join('×')}`)).toEqual([
      'audio.0.0.weight 20',
      'audio.0.0.bias 20',
      'audio.0.2.weight 20×20×3',
      'audio.0.2.bias 20',
      'audio.1.weight 1×20',
      'head.0.weight 2×40',
      'head.0.bias 2',
    ])
  })

  it('writes shapes as people do', () => {
    expect(describeShape({ kind: 'sequence', channels: 16, length: 1493 })).toBe('16×1493')
    expect(describeShape({ kind: 'tokens', length: 500, vocabularySize: 9 })).toBe('500 tokens')
    expect(describeShape({ kind: 'vector', units: 64 })).toBe('64')
  })

  it.each([
    ['a linear layer before flatten', audioOf([{ type: 'linear', units: 3 }]), /audio\.0 \(linear\).*20×1502/],
    [
      'a convolution after flatten',
      audioOf([{ type: 'flatten' }, { type: 'convolution', filters: 1, kernel: 1, stride: 1 }]),
      /audio\.1 \(convolution\)/,
    ],
    ['pooling in the head', audioOf([{ type: 'flatten' }], [{ type: 'max-pooling', size: 2, stride: 2 }]), /head\.0 \(max-pooling\)/],
    ['an embedding of MFCC', audioOf([{ type: 'embedding', size: 3, trained: true }]), /audio\.0 \(embedding\)/],
    ['a branch without flatten', audioOf([{ type: 'relu' }]), /audio branch does not end in a vector/],
    [
      'constants for what another layer gives',
      audioOf([{ type: 'relu' }, { type: 'normalisation', by: 'global' }, { type: 'flatten' }]),
      /audio\.1 \(normalisation\) is not the first/,
    ],
    [
      'a residual whose layers change the shape',
      audioOf([{ type: 'residual', layers: [{ type: 'convolution', filters: 20, kernel: 3, stride: 1 }] }, { type: 'flatten' }]),
      /audio\.0 \(residual\) make 20×1500 of 20×1502/,
    ],
    [
      'a layer in a residual that does not fit',
      audioOf([{ type: 'residual', layers: [{ type: 'relu' }, { type: 'linear', units: 20 }] }, { type: 'flatten' }]),
      /audio\.0\.1 \(linear\)/,
    ],
    [
      'constants in a residual',
      audioOf([{ type: 'residual', layers: [{ type: 'normalisation', by: 'global' }] }, { type: 'flatten' }]),
      /audio\.0\.0 \(normalisation\) is not the first/,
    ],
    [
      'attention behind flatten',
      audioOf([{ type: 'flatten' }, { type: 'attention-pooling', by: ['mean'] }]),
      /audio\.1 \(attention-pooling\)/,
    ],
    ['three outputs', audioOf([{ type: 'flatten' }], [{ type: 'linear', units: 3 }]), /3 outputs, not 2/],
  ])('refuses %s', (_, network, message) => {
    expect(() => planNetwork(network, inputs)).toThrow(message)
  })

  it('refuses a modality that the data does not have', () => {
    expect(() => planNetwork(publishedNetwork('lyrics'), studyInputs())).toThrow(/reads lyrics/)
  })
})

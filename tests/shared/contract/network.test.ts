import { describe, expect, it } from 'vitest'
import { publishedNetwork } from '@main/network/published'
import { publishedNames } from '@shared/domain/published-networks'
import { parseNetwork } from '@shared/contract/network'

const audio = publishedNetwork('audio')
/** The published audio network with one layer of its branch replaced. */
const withLayer = (index: number, layer: unknown): unknown => ({
  ...audio,
  branches: audio.branches.map((branch) => ({
    ...branch,
    layers: branch.layers.map((own, position) => (position === index ? layer : own)),
  })),
})

describe('networks as JSON', () => {
  it.each(publishedNames)('%s comes back equal', (name) => {
    const network = publishedNetwork(name)
    expect(parseNetwork(JSON.parse(JSON.stringify(network)))).toEqual(network)
  })

  it.each([
    ['a kernel of 0', withLayer(1, { type: 'convolution', filters: 16, kernel: 0, stride: 1 }), /audio\.1 \(convolution\), kernel/],
    ['a missing size', withLayer(4, { type: 'max-pooling', stride: 4 }), /audio\.4 \(max-pooling\), size/],
    ['an unknown layer', withLayer(3, { type: 'attention' }), /audio\.3 \(attention\)/],
    [
      'an unknown layer in a residual',
      withLayer(3, { type: 'residual', layers: [{ type: 'gru' }] }),
      /audio\.3\.0 \(gru\), type: There is no such/,
    ],
    [
      'a residual in a residual',
      withLayer(3, { type: 'residual', layers: [{ type: 'residual', layers: [] }] }),
      /audio\.3\.0 \(residual\)/,
    ],
    ['a statistic twice', withLayer(3, { type: 'attention-pooling', by: ['mean', 'mean'] }), /audio\.3 \(attention-pooling\), by: Each/],
    ['a layer without type', withLayer(3, 5), /audio\.3 \(no type\)/],
    ['a misspelt setting', withLayer(3, { type: 'relu', slope: 1 }), /audio\.3 \(relu\).*slope/],
    ['dropout of everything', { ...audio, head: [{ type: 'dropout', probability: 1 }] }, /head\.0 \(dropout\), probability/],
    ['an unknown modality', { ...audio, branches: [{ modality: 'video', frozen: false, layers: [] }] }, /video\.modality/],
    ['two branches of one modality', { ...audio, branches: [...audio.branches, ...audio.branches] }, /one branch only/],
    ['no network at all', 'audio', /network: /],
  ])('refuses %s and says where', (_, value, message) => {
    expect(() => parseNetwork(value)).toThrow(message)
  })
})

import { describe, expect, it } from 'vitest'
import { finalModelOf } from '@shared/domain/final-model'

const onAll = { tracks: 10, epochs: 2 }
const run = {
  settings: { architecture: 'recommended', network: null },
  crossValidation: { folds: [], onAll },
  baselines: [{ name: 'ridge' }, { name: 'stack' }],
} as const

describe('the model to keep of a run', () => {
  it('is the stack of a recommended run with a network of all tracks', () => expect(finalModelOf(run)).toBe('stack'))

  it.each([
    ['published', { ...run, settings: { architecture: 'published', network: null } }],
    ['of the user’s own', { ...run, settings: { architecture: 'recommended', network: {} } }],
    ['of folds alone', { ...run, crossValidation: { folds: [], onAll: null } }],
    ['without folds', { ...run, crossValidation: null }],
    ['without a stack', { ...run, baselines: [{ name: 'ridge' }] }],
  ] as const)('is the network of a run %s', (_, other) => expect(finalModelOf(other)).toBe('network'))
})

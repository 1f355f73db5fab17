import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../service-context'
import type { Library } from '../store/library'
import type { InputParts } from './prepare-inputs'

const noTexts = (): never => fail('unsupported', 'This version trains audio networks only.', 'Choose the modality audio.')

/** What prepares texts for a run. */
export function createInputParts(_context: ServiceContext, _library: Library): InputParts {
  return { tools: { tokensOf: noTexts, vary: noTexts, readTable: async () => noTexts() }, makeEmbedding: async () => noTexts() }
}

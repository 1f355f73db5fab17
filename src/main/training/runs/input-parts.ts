import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { makeEmbedding } from '../embeddings/make-embedding'
import type { InputParts } from './prepare-inputs'
import { createTextTools } from '../embeddings/text-tools'

/** What prepares texts for a run. */
export function createInputParts(context: ServiceContext, library: Library): InputParts {
  return {
    tools: createTextTools(context.resourcesDirectory),
    makeEmbedding: (kind, size, job) => makeEmbedding(context, library, { kinds: [kind], size }, job),
  }
}

import { excerptsRequestSchema, readAskedExcerpts } from '../audio/read-excerpt'
import { inParts } from '../audio/sample-parts'
import { serveFiles } from './serve-files'

/** A thread of the worker that makes features. */
serveFiles(
  excerptsRequestSchema,
  (request) => inParts(readAskedExcerpts(request)),
  (excerpts) => excerpts.map(({ samples }) => samples),
)

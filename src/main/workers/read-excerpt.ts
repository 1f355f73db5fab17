import { excerptRequestSchema, readExcerpt } from '../audio/read-excerpt'
import { serveFiles } from './serve-files'

/** A thread of the worker that makes features. */
serveFiles(
  excerptRequestSchema,
  (request) => readExcerpt(request),
  ({ samples }) => [samples],
)

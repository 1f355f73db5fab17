import { excerptRequestSchema, readExcerpt } from '../audio/read-excerpt'
import { serveFiles } from './serve-files'

/** A thread of the worker that makes features. */
serveFiles(
  excerptRequestSchema,
  ({ path, startSeconds }) => readExcerpt(path, startSeconds),
  ({ samples }) => [samples],
)

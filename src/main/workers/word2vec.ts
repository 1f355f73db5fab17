import { join } from 'node:path'
import { word2VecPayloadSchema } from '@shared/contract/workers/word2vec'
import { learnEmbedding } from '../text/word2vec-job'
import { serveJob } from './serve-job'

serveJob(word2VecPayloadSchema, (payload, context) => learnEmbedding(payload, join(import.meta.dirname, 'word2vec-thread.js'), context))

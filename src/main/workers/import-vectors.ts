import { importVectorsPayloadSchema } from '@shared/contract/workers/import-vectors'
import { importVectors } from '../text/import-vectors-job'
import { serveJob } from './serve-job'

serveJob(importVectorsPayloadSchema, (payload, context) => importVectors(payload, context))

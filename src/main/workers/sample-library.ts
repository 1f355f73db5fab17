import { sampleLibraryPayloadSchema } from '@shared/contract/workers/sample-library'
import { writeSample } from '../sample/write-sample'
import { serveJob } from './serve-job'

serveJob(sampleLibraryPayloadSchema, writeSample)

import { peaksPayloadSchema } from '@shared/contract/workers/peaks'
import { makePeaks } from '../audio/make-peaks'
import { serveJob } from './serve-job'

serveJob(peaksPayloadSchema, makePeaks)

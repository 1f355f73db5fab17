import { tryBackbonePayloadSchema } from '@shared/contract/workers/backbone'
import { tryBackbone } from '../backbones/try-backbone'
import { serveJob } from './serve-job'

serveJob(tryBackbonePayloadSchema, (payload) => tryBackbone(payload))

import { doctorPayloadSchema } from '@shared/contract/workers/doctor'
import { tryPart } from '../engines/try-part'
import { serveJob } from './serve-job'

serveJob(doctorPayloadSchema, ({ part }) => tryPart(part))

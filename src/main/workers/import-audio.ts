import { importAudioPayloadSchema } from '@shared/contract/workers/import-audio'
import { importAudio } from '../audio/import-audio'
import { serveJob } from './serve-job'

serveJob(importAudioPayloadSchema, importAudio)

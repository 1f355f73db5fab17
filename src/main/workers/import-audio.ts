import { importAudioPayloadSchema } from '@shared/contract/workers/import-audio'
import { importAudio } from '../audio/read-audio-folders'
import { serveJob } from './serve-job'

serveJob(importAudioPayloadSchema, importAudio)

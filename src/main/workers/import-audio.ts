import { join } from 'node:path'
import { importAudioPayloadSchema, importedFileSchema } from '@shared/contract/workers/import-audio'
import { openFileThreads } from '../audio/file-threads'
import { importAudio } from '../audio/read-audio-folders'
import { serveJob } from './serve-job'

serveJob(importAudioPayloadSchema, async (payload, context) => {
  const threads = openFileThreads(join(import.meta.dirname, 'probe-file.js'), importedFileSchema, { count: 1 })
  try {
    return await importAudio(payload, context, (path, signal) => threads.read({ path }, signal))
  } finally {
    await threads.close()
  }
})

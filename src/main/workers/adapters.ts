import { join } from 'node:path'
import { adaptersPayloadSchema } from '@shared/contract/workers/adapters'
import { findSoftwareAdapter, findSystemAdapter } from '../engines/adapters/find-adapters'
import { probeByProcess } from '../engines/adapters/probe-process'
import { serveJob } from './serve-job'

serveJob(adaptersPayloadSchema, ({ which }) => {
  const tools = { probe: probeByProcess(join(import.meta.dirname, 'probe-webgpu.js')) }
  return which === 'system' ? findSystemAdapter(tools) : findSoftwareAdapter(tools)
})

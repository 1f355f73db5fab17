import { z } from 'zod'
import { probeFile } from '../audio/probe-file'
import { serveFiles } from './serve-files'

/** A thread of the worker that imports audio. */
serveFiles(
  z.object({ path: z.string() }),
  ({ path }) => probeFile(path),
  () => [],
)

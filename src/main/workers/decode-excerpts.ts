import { decodeExcerptsHere, excerptsToPredictSchema } from '../inference/excerpts-to-predict'
import { serveFiles } from './serve-files'

/** A thread of the prediction worker. */
serveFiles(excerptsToPredictSchema, decodeExcerptsHere, (excerpts) => excerpts.map(({ samples }) => samples))

import { decodeExcerptsHere, excerptsRequestSchema } from '../inference/excerpts-to-predict'
import { serveFiles } from './serve-files'

/** A thread of the prediction worker. */
serveFiles(excerptsRequestSchema, decodeExcerptsHere, (excerpts) => excerpts.map(({ samples }) => samples))

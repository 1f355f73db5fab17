import type { ExplanationPayload } from '@shared/contract/workers/explanation'
import { openSession } from '../onnx/session'
import type { ExplanationEnvironment } from './explain-file'
import { openModelReading, openTextWords } from './text-encoders'

/** A model that is ready to be asked why; whoever opens it disposes of it. */
export interface OpenExplanation extends Pick<ExplanationEnvironment, 'session' | 'encoders' | 'words' | 'rule'> {
  dispose(): Promise<void>
}

/**
 * Opens the model of an explanation with all that it reads.
 * @throws Failure as `openModelReading` and `openSession`
 */
export async function openExplanation({ modelPath, resourcesDirectory }: ExplanationPayload): Promise<OpenExplanation> {
  const reading = await openModelReading(modelPath, resourcesDirectory)
  const words = await openTextWords(modelPath, resourcesDirectory)
  const session = await openSession(modelPath)
  return { ...reading, words, session, dispose: () => session.dispose() }
}

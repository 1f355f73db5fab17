import { fail } from '@shared/domain/failure'
import { inspectModel } from './inspect-model'
import type { TextEncoders } from './read-model-inputs'

/** The encoders of a model's texts. */
export async function openTextEncoders(modelPath: string): Promise<TextEncoders> {
  const { properties } = await inspectModel(modelPath)
  if (properties.vocabularies.length === 0) return {}
  return fail('unsupported', 'This version predicts from audio only.', 'Choose an audio model.')
}

import type { FeaturesPayload } from '@shared/contract/workers/features'
import { openMfccSession } from '../audio/mfcc'
import type { Session, SessionOptions } from '../onnx/session'
import { openBackbone } from './open-backbone'

/**
 * Opens the graph that makes the features of a payload: MFCC, or what its backbone gives; the caller disposes of it.
 * @throws Failure as `openBackbone`
 */
export function openFeatureSession(
  { backbone, rule }: Pick<FeaturesPayload, 'backbone' | 'rule'>,
  options: SessionOptions = {},
): Promise<Session> {
  return backbone ? openBackbone(backbone, rule, options) : openMfccSession(options, rule)
}

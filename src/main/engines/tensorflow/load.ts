import { createRequire } from 'node:module'
import { asFailure, fail } from '@shared/domain/failure'

/** The module of tfjs-node. */
export type TensorFlow = typeof import('@tensorflow/tfjs-node')

const requireModule = createRequire(import.meta.url)

/**
 * Loads TensorFlow. Its calls block the thread: never call this in the main process.
 * @throws Failure `unsupported` when libtensorflow is not there
 */
export function loadTensorFlow(): TensorFlow {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  defineRemovedUtilities()
  try {
    return requireModule('@tensorflow/tfjs-node') as TensorFlow
  } catch (error) {
    return fail(
      'unsupported',
      `TensorFlow could not be loaded: ${asFailure(error).message}`,
      'Run `npm run doctor`: it says what is missing and how to mend it.',
    )
  }
}

/** tfjs-node calls two functions of `util` that Node 23 removed. */
function defineRemovedUtilities(): void {
  const utilities = requireModule('node:util') as Record<string, unknown>
  utilities['isArray'] ??= Array.isArray
  utilities['isNullOrUndefined'] ??= (value: unknown): boolean => value === null || value === undefined
}

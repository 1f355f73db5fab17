import type { Library } from './library'
import { pathInLibrary } from './path-in-library'

/** The folder in which a library keeps its features of audio. */
export function featureDirectory(library: Library): string {
  return pathInLibrary(library, 'features', 'mfcc')
}

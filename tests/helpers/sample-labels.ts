import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlanePoint } from '@shared/domain/plane'
import { describeSample } from '@main/sample/describe-sample'
import { identifyTrack } from '@main/store/tracks'
import { addFile } from './track'
import { createTestContext, type TestContext } from './service-context'

/** A library with the tags of the sample library, without its sound. */
export interface SampleLabels extends TestContext {
  /** True coordinates by track. */
  readonly truth: ReadonlyMap<number, PlanePoint>
}

/**
 * Makes a library with the tags and true coordinates of the sample library's pieces; files are named, but none is there.
 * @param seed of the sample library
 */
export function sampleLabels(count: number, seed: number, options: { kept?: boolean; silent?: number } = {}): SampleLabels {
  const described = describeSample({ count, seed })
  const test = createTestContext({ ...options, tracks: described.map(({ track }) => track.tags) })
  const truth = new Map<number, PlanePoint>()
  const byExternalId: Record<string, PlanePoint> = {}
  for (const [index, { track }] of described.entries()) {
    const trackId = index + 1
    truth.set(trackId, track.truth)
    byExternalId[track.externalId] = track.truth
    identifyTrack(test.library.database, trackId, track.externalId, true)
    if (index >= (options.silent ?? 0)) addFile(test.library, trackId, `/music/${trackId}.wav`)
  }
  mkdirSync(join(test.library.directory, 'sample'))
  writeFileSync(join(test.library.directory, 'sample', 'sample-truth.json'), JSON.stringify(byExternalId))
  return { ...test, truth }
}

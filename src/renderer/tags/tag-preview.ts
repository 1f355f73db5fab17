import type { Plane } from '@shared/contract/tracks'
import type { PreviewedLabels } from '@shared/domain/label-preview'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import type { WordEffect } from '@shared/domain/tag-statistics'
import { countOf, formatCount } from '../ui/format'

/** Previewed labels as a plane to draw, a copy; quick enough for every frame of a drag. */
export function planeOfPreview(matrix: TagMatrix, { valence, arousal, source }: PreviewedLabels): Plane {
  return {
    trackIds: matrix.trackIds,
    valence: new Float32Array(valence),
    arousal: new Float32Array(arousal),
    source: new Uint8Array(source),
  }
}

/** The words that share most tracks with a word, with how many, most first. */
export function sharedWith(matrix: TagMatrix, word: string, limit: number): { word: string; tracks: number }[] {
  const own = matrix.words.findIndex((candidate) => candidate.word === word)
  const tracks = new Int32Array(matrix.words.length)
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    const carried = matrix.wordIndex.subarray(matrix.offsets[track] ?? 0, matrix.offsets[track + 1] ?? 0)
    if (!carried.includes(own)) continue
    for (const other of carried) tracks[other] = (tracks[other] ?? 0) + 1
  }
  return matrix.words
    .map((candidate, index) => ({ word: candidate.word, tracks: index === own ? 0 : (tracks[index] ?? 0) }))
    .filter((shared) => shared.tracks > 0)
    .sort((one, other) => other.tracks - one.tracks)
    .slice(0, limit)
}

/** What a word does, in one sentence, such as "calmness: 27 % of tag mass; without it 2,209 of 5,013 tracks change quadrant". */
export function factOf(effect: WordEffect): string {
  const share = `${effect.word}: ${formatPercent(effect.massShare)} of tag mass`
  if (effect.tracksWithOthers === 0) return `${share}; no track carries it together with other words`
  return `${share}; without it ${formatCount(effect.flips)} of ${countOf(effect.tracksWithOthers, 'track')} change quadrant`
}

/** A share as whole percent, with one decimal below ten. */
export function formatPercent(share: number): string {
  const percent = share * 100
  return `${percent >= 9.95 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`
}

import type { Plane } from '@shared/contract/tracks'
import { rankOfSource } from '@shared/domain/label'
import type { LabelPair } from '@shared/domain/label-moves'
import type { PreviewedLabels } from '@shared/domain/label-preview'
import { notFixed, type TagMatrix } from '@shared/domain/tag-matrix'
import type { WordEffect } from '@shared/domain/tag-statistics'
import { countOf, formatCount } from '../ui/format'

type PlaneColumns = Omit<Plane, 'trackIds'>

function emptyColumns(tracks: number): PlaneColumns {
  return { valence: new Float32Array(tracks), arousal: new Float32Array(tracks), source: new Uint8Array(tracks) }
}

/**
 * Previewed labels as a plane to draw, a copy; quick enough for every frame of a drag.
 * @param into columns to fill and to hand back; new ones unless given
 */
export function planeOfPreview(
  { trackIds }: TagMatrix,
  { valence, arousal, source }: PreviewedLabels,
  into: PlaneColumns = emptyColumns(trackIds.length),
): Plane {
  into.valence.set(valence)
  into.arousal.set(arousal)
  into.source.set(source)
  return { trackIds, ...into }
}

/**
 * Makes a plane for each frame of a drag from two sets of columns in turn, so that frames leave no garbage: a plane holds what it showed
 * until the one after the next is made.
 */
export function planesInTurn(matrix: TagMatrix): (labels: PreviewedLabels) => Plane {
  const columns = [emptyColumns(matrix.trackIds.length), emptyColumns(matrix.trackIds.length)]
  let turn = 0
  return (labels) => {
    turn = 1 - turn
    return planeOfPreview(matrix, labels, columns[turn])
  }
}

/** Puts the labels that a version gave instead of those that its scheme would give now; labels of other sources stay. */
export function putVersionLabels(matrix: TagMatrix, labels: PreviewedLabels, { trackIds, before }: LabelPair): void {
  const fromTags = rankOfSource('tags')
  const rowOf = new Map(Array.from(trackIds, (trackId, row) => [trackId, row]))
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    if (matrix.fixedSource[track] !== notFixed) continue
    const row = rowOf.get(matrix.trackIds[track] ?? 0) ?? -1
    const valence = before.valence[row] ?? NaN
    if (Number.isNaN(valence) && labels.source[track] !== fromTags) continue
    labels.valence[track] = valence
    labels.arousal[track] = before.arousal[row] ?? NaN
    labels.source[track] = fromTags
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

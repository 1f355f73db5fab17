import { frozenSettingsSchema } from '@shared/contract/datasets'
import type { RepairSettings } from '@shared/contract/repair'
import { originalSample } from '@shared/domain/dataset-sample'
import { fail } from '@shared/domain/failure'
import type { PointsOfTracks } from '@shared/domain/label-comparison'
import { meanPoint } from '@shared/domain/metrics'
import { splitForRepair } from '@shared/domain/repair-split'
import { splitOrder, type SplitTrack } from '@shared/domain/split'
import type { ServiceContext } from '../../service-context'
import { checkedTrackIds } from '../../store/checked-sets'
import { type DatasetTrack, type NewDataset, type ReadableTrack, readableTracks } from '../../store/datasets'
import { labelVersion } from '../../store/label-versions'
import { nameOfCell, type RepairCell, seedOfCell } from '../../store/repair-cells'
import { tracksLearntFrom, truthOf, truthWithout } from '../../store/truth'
import { pointsOfVersion } from '../../store/version-points'
import { digestOfDataset } from '../datasets/dataset-digest'
import { groupOf } from '../datasets/track-group'

/** What all networks of a repair share. */
export interface RepairMaterial {
  readonly judge: string
  /** What people hear of the tracks that judge. */
  readonly judged: PointsOfTracks
  readonly versions: ReadonlyMap<number, { readonly points: PointsOfTracks; readonly licence: string }>
  readonly tracks: readonly ReadableTrack[]
  readonly checked: ReadonlySet<number>
}

/**
 * Reads what a repair compares and by what.
 * @throws Failure `not-found` for an unknown version or judge, `nothing-to-do` without a judged track, `invalid-argument` for a checked
 *   set that is not frozen
 */
export function repairMaterial(context: ServiceContext, { versions, against }: RepairSettings): RepairMaterial {
  const library = context.library()
  const { database } = library
  const labelVersions = versions.map((id) => labelVersion(database, id))
  const truth = truthOf(library, against)
  if (!truth.frozen)
    fail(
      'invalid-argument',
      `Networks cannot be judged by ${truth.name}.`,
      'Freeze the set first: later labels would change what is proved.',
    )
  const judged = truthWithout(truth, tracksLearntFrom(labelVersions))
  if (judged.size === 0)
    fail('nothing-to-do', `A scheme was learnt from every track of ${truth.name}.`, 'Label tracks by ear that no scheme was learnt from.')
  return {
    judge: truth.name,
    judged,
    versions: new Map(labelVersions.map(({ id, licence }) => [id, { points: pointsOfVersion(database, id), licence }])),
    tracks: readableTracks(database),
    checked: checkedTrackIds(database),
  }
}

/**
 * Puts the dataset of a network together: training and validation tracks with the labels of its version, test tracks with what people
 * hear. Sets and tracks are the same for all versions.
 * @throws Failure `nothing-to-do` when a set would be empty
 */
export function composeRepair(context: ServiceContext, settings: RepairSettings, cell: RepairCell, material: RepairMaterial): NewDataset {
  const { versionId, modality } = cell
  const having = material.tracks.filter(({ has }) => has.has(modality))
  const judging = splitTracksOf(having, settings, (trackId) => material.judged.get(trackId))
  const free = having.filter(({ trackId }) => !material.checked.has(trackId))
  const learnable = splitTracksOf(free, settings, (trackId) => meanLabel(material, trackId))
  const testing = settings.against.kind === 'truth' ? 'thirds' : 'set'
  const { index } = cell
  const splits = splitForRepair(learnable, judging, { testing, index, trackLimit: settings.trackLimit, seed: settings.seed })
  checkSplits(splits, settings, cell, { learnable: learnable.length, judging: judging.length, judge: material.judge })
  const version = material.versions.get(versionId)
  const tracks = having.flatMap((track): (ReadableTrack & DatasetTrack)[] => {
    const split = splits.get(track.trackId)
    const label = split === 'test' ? material.judged.get(track.trackId) : version?.points.get(track.trackId)
    if (!split || !label) return []
    const source = split === 'test' ? (settings.against.kind === 'truth' ? 'imported' : 'human') : 'tags'
    return [{ ...track, split, ...label, source }]
  })
  const frozen = frozenSettingsSchema.parse({
    name: nameOfCell(settings, cell),
    modalities: [modality],
    groupBy: settings.groupBy,
    seed: seedOfCell(settings, cell),
    proof: { versionId, judge: material.judge },
  })
  return {
    settings: frozen,
    digest: digestOfDataset(frozen, tracks, tracks.map(originalSample)),
    versionId,
    licence: version?.licence ?? '',
    createdAt: context.now().toISOString(),
    tracks,
    leftOut: {
      withoutModality: material.judged.size - judging.length,
      inOtherLanguage: 0,
      inCheckedSet: having.length - free.length,
      withoutExcerpt: 0,
    },
  }
}

type PointOf = (trackId: number) => { readonly valence: number; readonly arousal: number } | undefined

function splitTracksOf(tracks: readonly ReadableTrack[], { groupBy }: RepairSettings, pointOf: PointOf): SplitTrack[] {
  return tracks.flatMap((track) => {
    const point = pointOf(track.trackId)
    return point ? [{ trackId: track.trackId, ...point, group: groupOf(track, groupBy) }] : []
  })
}

/** The mean of a track's labels; undefined where a version gives it none. */
function meanLabel({ versions }: RepairMaterial, trackId: number): ReturnType<PointOf> {
  const labels = [...versions.values()].flatMap(({ points }) => points.get(trackId) ?? [])
  return labels.length === versions.size ? meanPoint(labels) : undefined
}

function checkSplits(
  splits: ReadonlyMap<number, string>,
  { versions, groupBy }: RepairSettings,
  { modality }: RepairCell,
  found: { learnable: number; judging: number; judge: string },
): void {
  const filled = new Set(splits.values())
  const empty = splitOrder.filter((split) => !filled.has(split))
  if (empty.length === 0) return
  const has = modality === 'audio' ? 'audio' : `a text of ${modality}`
  const group = groupBy === 'track' ? '' : `, or keep tracks together by track instead of ${groupBy}`
  fail(
    'nothing-to-do',
    `The ${empty.join(' and ')} set would be empty: ${found.learnable} tracks outside of checked sets have ${has} and a label in each of ` +
      `the versions ${versions.join(', ')}; ${found.judging} tracks with ${has} are judged by ${found.judge}.`,
    `Compare other versions, label more tracks${group}.`,
  )
}

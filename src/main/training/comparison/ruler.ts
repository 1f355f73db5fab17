import type { ComparedAgainst, ResamplingUnit } from '@shared/contract/comparison'
import { type LabelSource, sourceDescriptors } from '@shared/domain/label'
import type { LabelPoint } from '@shared/domain/plane'
import { heldOutOfRun } from '../../store/compared-predictions'
import { sourcesInDataset, statedLabels } from '../../store/compared-tracks'
import { datasetWithId } from '../../store/datasets'
import type { Library } from '../../store/library'
import { truthOf } from '../../store/truth'
import type { Member } from './members'

/** The labels by which everything in a comparison is measured. */
export interface Ruler {
  /** Which labels they are, in words. */
  readonly name: string
  readonly labels: ReadonlyMap<number, LabelPoint>
  /** Where the label of a track comes from, in one word; empty where that is not known. */
  sourceOf(trackId: number): string
  /** What a reader must know. */
  readonly notes: readonly string[]
}

/**
 * The labels that a comparison asks for. Runs are measured by the frozen labels of the first run; without a run, by the current labels.
 * @throws Failure `not-found`, `nothing-to-do` for a judge that says nothing
 */
export function rulerOf(library: Library, against: ComparedAgainst, members: readonly Member[]): Ruler {
  if (against.kind === 'checked' || against.kind === 'truth') {
    const { name, points } = truthOf(library, against)
    const source = against.kind === 'checked' ? sourceDescriptors.human.title : ''
    return { name, labels: points, sourceOf: () => source, notes: [] }
  }
  const first = members.find(({ run }) => run !== null)?.run ?? null
  if (against.kind === 'labels' || first === null) {
    const labels = statedLabels(library.database)
    return { name: 'the current labels of the library', labels, sourceOf: (trackId) => titleOf(labels.get(trackId)?.source), notes: [] }
  }
  const { labels } = heldOutOfRun(library.database, first.id)
  const sources = sourcesInDataset(library.database, first.datasetId)
  return {
    name: `the labels of the dataset “${first.datasetName}”`,
    labels,
    sourceOf: (trackId) => titleOf(sources.get(trackId)),
    notes: differingLabels(library, labels, first.id, members),
  }
}

const titleOf = (source: LabelSource | undefined): string => (source === undefined ? '' : sourceDescriptors[source].title)

/** Says of runs that learnt from other labels of the same tracks: they are measured by labels that are not theirs. */
function differingLabels(
  { database }: Library,
  labels: ReadonlyMap<number, LabelPoint>,
  firstId: string,
  members: readonly Member[],
): string[] {
  const others = new Map(members.flatMap(({ run }) => (run === null || run.id === firstId ? [] : [[run.id, run] as const])))
  return [...others.values()].flatMap(({ id, name }) => {
    const own = heldOutOfRun(database, id).labels
    const differ = [...own].filter(([trackId, label]) => {
      const other = labels.get(trackId)
      return other !== undefined && (apart(label.valence, other.valence) || apart(label.arousal, other.arousal))
    }).length
    return differ === 0 ? [] : [`“${name}” has other labels of ${differ} tracks than these; it is measured by these.`]
  })
}

const apart = (one: number | null, other: number | null): boolean =>
  one === null || other === null ? one !== other : Math.abs(one - other) > 1e-9

/** What the splits of the compared runs keep together: artists where one of them does, else albums, else single tracks. */
export function resamplingUnit({ database }: Library, members: readonly Member[]): ResamplingUnit {
  const ids = new Set(members.flatMap(({ run }) => run?.datasetId ?? []))
  const kept = new Set([...ids].map((id) => datasetWithId(database, id).settings.groupBy))
  return kept.has('artist') ? 'artist' : kept.has('album') ? 'album' : 'track'
}

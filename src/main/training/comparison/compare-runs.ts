import type { Comparison, ComparisonRequest } from '@shared/contract/comparison'
import { fail } from '@shared/domain/failure'
import { annotatorAgreement } from '@shared/domain/run-comparison/annotators'
import type { ComparedEntry, ComparedTrack } from '@shared/domain/run-comparison/compared'
import { compareEntries } from '@shared/domain/run-comparison/compare'
import { errorGroups, type TrackTraits } from '@shared/domain/run-comparison/error-groups'
import { figureSums } from '@shared/domain/run-comparison/figure-sums'
import { settingDifferences } from '@shared/domain/run-comparison/setting-differences'
import type { ServiceContext } from '../../service-context'
import { annotatorsOf, describedTracks, tagsOfTracks } from '../../store/compared-tracks'
import type { Library } from '../../store/library'
import { identitiesOfTracks } from '../../store/track-identities'
import { groupOf } from '../datasets/track-group'
import { drawn } from './draw-resamples'
import { entriesOf, type Member, readMember } from './members'
import { notesOn } from './notes'
import { resamplingUnit, type Ruler, rulerOf } from './ruler'

/**
 * Holds runs, baselines and models against each other on their common tracks: those that all of them predicted without having learnt from
 * them, and that have a label.
 * @throws Failure `not-found`; `nothing-to-do` where they share no track, or one has no predictions; `cancelled`
 */
export async function compareRuns(context: ServiceContext, request: ComparisonRequest): Promise<Comparison> {
  const library = context.library()
  const members: Member[] = []
  for (const ref of request.entries) members.push(await readMember(library, ref))
  const ruler = rulerOf(library, request.against, members)
  const by = request.by ?? resamplingUnit(library, members)
  const trackIds = commonTracks(members, ruler)
  const described = describedTracks(library.database, trackIds)
  const tracks = trackIds.map((trackId): ComparedTrack => {
    const { valence = null, arousal = null } = ruler.labels.get(trackId) ?? {}
    return { trackId, valence, arousal, group: groupOf(described.get(trackId) ?? { trackId, artist: '', album: '' }, by) }
  })
  const grouped = entriesOf(members, request.groupSeeds)
  const entries = grouped.map((own) => entryOf(own, trackIds))
  const traits = trackIds.map(traitsWith(library, trackIds, ruler, described))
  const title = `Compare ${grouped.length} models on ${tracks.length} tracks`
  const resampled = await drawn(context, title, figureSums(tracks, entries), request)
  const measured = compareEntries(tracks, entries, errorGroups(tracks, traits), resampled)
  return {
    ...measured,
    tracks: namedTracks(library, trackIds),
    by,
    groups: new Set(tracks.map(({ group }) => group)).size,
    against: ruler.name,
    resamples: request.resamples,
    seed: request.seed,
    entries: measured.entries.map(({ members: figuresOfMembers, ...own }, index) => ({
      ...own,
      ...describeEntry(grouped[index] ?? []),
      figuresOfMembers,
    })),
    settings: settingDifferences(
      grouped.map(settingsOfEntry),
      grouped.map(([first]) => first?.ref.kind ?? ''),
    ),
    agreement: annotatorAgreement(annotatorsOf(library.database), trackIds),
    notes: notesOn({ tracks, by, members, grouped, ruler }),
  }
}

/** @throws Failure `nothing-to-do` without a common track */
function commonTracks(members: readonly Member[], { labels, name }: Ruler): number[] {
  const [first, ...others] = members
  const shared = [...(first?.points.keys() ?? [])].filter((trackId) => others.every(({ points }) => points.has(trackId)))
  if (shared.length === 0) {
    const counts = members.map(({ name: own, points }) => `“${own}” ${points.size}`).join(', ')
    const hint = 'Compare runs on one dataset with the same split, or runs with folds, which predict every track.'
    fail('nothing-to-do', `They share no track that all of them predicted without having learnt from it: ${counts}.`, hint)
  }
  const labelled = shared.filter((trackId) => labels.has(trackId)).sort((one, other) => one - other)
  if (labelled.length === 0)
    fail('nothing-to-do', `None of the ${shared.length} common tracks is among ${name}.`, 'Measure by other labels: --against.')
  return labelled
}

function entryOf(members: readonly Member[], trackIds: readonly number[]): ComparedEntry {
  const [first] = members
  return {
    key: first?.key ?? '',
    isConstant: first?.ref.kind === 'baseline' && first.ref.name === 'mean',
    members: members.map(({ points }) => trackIds.map((trackId) => points.get(trackId) ?? { valence: 0, arousal: 0 })),
  }
}

function traitsWith(
  { database }: Library,
  trackIds: readonly number[],
  ruler: Ruler,
  described: ReadonlyMap<number, { readonly durationSeconds: number | null }>,
): (trackId: number) => TrackTraits {
  const tags = tagsOfTracks(database, trackIds)
  return (trackId) => ({
    tags: tags.get(trackId) ?? [],
    source: ruler.sourceOf(trackId),
    durationSeconds: described.get(trackId)?.durationSeconds ?? null,
  })
}

function describeEntry(members: readonly Member[]): Pick<Comparison['entries'][number], 'kind' | 'name' | 'note' | 'members'> {
  const [first] = members
  const seeds = members.length > 1 ? `${members.length} seeds: ${members.map(({ seed }) => seed ?? '–').join(', ')}` : ''
  return {
    kind: first?.ref.kind ?? 'run',
    name: first?.name ?? '',
    note: [first?.note ?? '', seeds].filter(Boolean).join(' · '),
    members: members.map(({ ref, name, seed, points }) => ({ ref, name, seed, tracks: points.size })),
  }
}

/** Settings of an entry; the seeds of several members stand together. */
function settingsOfEntry(members: readonly Member[]): Member['settings'] {
  const settings = new Map(members[0]?.settings ?? [])
  if (members.length > 1) settings.set('seed', members.map(({ seed }) => seed ?? '–').join(', '))
  return settings
}

function namedTracks(library: Library, trackIds: readonly number[]): Comparison['tracks'] {
  const identities = identitiesOfTracks(library)
  return trackIds.map((trackId) => {
    const { externalId = null, title = '', artist = '', path = null } = identities.get(trackId) ?? {}
    return { trackId, externalId, title, artist, path }
  })
}

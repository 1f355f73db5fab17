import { setImmediate } from 'node:timers/promises'
import type { Handlers } from '@shared/contract/channels'
import type { StartedJob } from '@shared/contract/jobs'
import type { learningChannels, LearntFromPeople } from '@shared/contract/learning'
import { fail } from '@shared/domain/failure'
import { learningSentence, type NamedVersion } from '@shared/domain/learning/held-out-gain'
import {
  fewestLabels,
  type LearningMaterial,
  type LearningSettings,
  learningSteps,
  type LearntWords,
  learnWords,
} from '@shared/domain/learning/learn-words'
import type { Pace } from '@shared/domain/learning/pace'
import { labelledWords } from '@shared/domain/learning/word-model'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { neutralisingWords } from '@shared/domain/schemes/neutralising'
import type { LearntScheme } from '@shared/domain/schemes/learnt'
import type { JobHandle } from '../jobs/job-table'
import type { ServiceContext } from '../service-context'
import { checkedTrackIds } from '../store/checked-sets'
import { activeVersionId, labelVersion } from '../store/label-versions'
import { labelsToLearnFrom } from '../store/labels-to-learn'
import type { LibraryDatabase } from '../store/library'
import { pointsOfVersion } from '../store/version-points'
import { readTagMatrix } from './tag-matrix'

/** Answers the channels of learning from people. */
export function createLearningHandlers(context: ServiceContext): Handlers<keyof typeof learningChannels> {
  return {
    'schemes.learn': (settings) => startLearning(context, settings),
    'schemes.neutralising': () => ({ words: neutralisingWords(readTagMatrix(context.library().database)) }),
  }
}

/** What is read of a library before anything is learnt. */
interface Readings extends LearningMaterial {
  readonly version: NamedVersion | null
}

/**
 * Starts to learn; the job's value is what was learnt. It works in pieces of some milliseconds between which others get their turn.
 * @throws Failure as `readMaterial`
 */
function startLearning(context: ServiceContext, settings: LearningSettings): StartedJob {
  const readings = readMaterial(context)
  const { id } = context.jobs.start({ kind: 'learning', title: 'Learn from people' }, async (job) => {
    const value = await learnFrom(readings, settings, paceOf(job))
    return { summary: `What words are worth is learnt from ${readings.tracks.length.toLocaleString('en')} labelled tracks`, value }
  })
  return { jobId: id }
}

function paceOf({ signal, progress }: JobHandle): Pace {
  let done = 0
  return {
    step: async () => {
      done += 1
      progress({ done, total: learningSteps })
      await setImmediate()
      if (signal.aborted) fail('cancelled', 'Learning from people was cancelled.', 'Nothing was changed; start it again.')
    },
  }
}

/**
 * Reads people's labels and imported ones with their words. Tracks of checked sets are never read: they judge what is learnt.
 * @throws Failure `nothing-to-do` when too few labelled tracks carry emotion words
 */
export function readMaterial(context: ServiceContext): Readings {
  const { database } = context.library()
  const checked = checkedTrackIds(database)
  const labels = new Map([...labelsToLearnFrom(database)].filter(([trackId]) => !checked.has(trackId)))
  const matrix = readTagMatrix(database)
  const tracks = labelledWords(matrix, labels)
  if (tracks.length < fewestLabels) {
    fail(
      'nothing-to-do',
      `${labels.size} tracks outside of checked sets have a label by people or an imported one; too few of them carry emotion words.`,
      `Label ${fewestLabels} or more tagged tracks as a whole in Annotate, some dozens for a conclusion.`,
    )
  }
  return { matrix, tracks, ...readVersion(database, new Set(tracks.map(({ trackId }) => trackId))) }
}

/** The version in use, unless it is the published formula, by which everything is judged anyway. */
function readVersion(database: LibraryDatabase, judging: ReadonlySet<number>): Pick<Readings, 'inUse' | 'version'> {
  const id = activeVersionId(database)
  const scheme = id === null ? null : labelVersion(database, id).scheme
  if (id === null || scheme === null || scheme.kind === 'published') return { inUse: null, version: null }
  const hasReadThem = scheme.kind === 'learnt' && scheme.fit.trackIds.some((trackId) => judging.has(trackId))
  return { inUse: pointsOfVersion(database, id), version: { id, name: scheme.name, hasReadThem } }
}

/** Learns from what was read what each word is worth; nothing is committed. */
export async function learnFrom({ version, ...material }: Readings, settings: LearningSettings, pace: Pace): Promise<LearntFromPeople> {
  const learnt = await learnWords(material, settings, pace)
  const { words, heldOut } = learnt
  return { scheme: schemeOf(learnt, settings), words: words.map(toWord), heldOut, sentence: learningSentence(heldOut, version) }
}

function toWord({ weight, ...word }: LearntWords['words'][number]): LearntFromPeople['words'][number] {
  return { ...word, weight: weight.value, low: weight.low, high: weight.high, arguing: [...word.arguing] }
}

function schemeOf({ words, strength, trackIds }: LearntWords, { seed, movesCoordinates }: LearningSettings): LearntScheme {
  return {
    kind: 'learnt',
    name: 'Learnt from people',
    ...noModifiers,
    learntWeights: Object.fromEntries(words.map(({ word, weight }) => [word, weight.value])),
    coordinates: movesCoordinates ? Object.fromEntries(words.map(({ word, valence, arousal }) => [word, { valence, arousal }])) : null,
    fit: { tracks: trackIds.length, strength, seed, trackIds },
  }
}

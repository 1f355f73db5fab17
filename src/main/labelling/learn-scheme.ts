import type { Handlers } from '@shared/contract/channels'
import type { learningChannels, LearntFromPeople } from '@shared/contract/learning'
import { fail } from '@shared/domain/failure'
import { fewestLabels, learningSentence, type LearningSettings, type LearntWords, learnWords } from '@shared/domain/learning/learn-words'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { neutralisingWords } from '@shared/domain/schemes/neutralising'
import type { LearntScheme } from '@shared/domain/schemes/learnt'
import type { ServiceContext } from '../service-context'
import { checkedTrackIds } from '../store/checked-sets'
import { labelsToLearnFrom } from '../store/labels-to-learn'
import { readTagMatrix } from './tag-matrix'

/** Answers the channels of learning from people. */
export function createLearningHandlers(context: ServiceContext): Handlers<keyof typeof learningChannels> {
  return {
    'schemes.learn': (settings) => learnScheme(context, settings),
    'schemes.neutralising': () => ({ words: neutralisingWords(readTagMatrix(context.library().database)) }),
  }
}

/**
 * Learns from people's labels and imported ones what each word is worth. Tracks of checked sets are never read: they judge what is learnt.
 * Nothing is committed.
 * @throws Failure `nothing-to-do` when too few labelled tracks carry emotion words
 */
export function learnScheme(context: ServiceContext, settings: LearningSettings): LearntFromPeople {
  const { database } = context.library()
  const checked = checkedTrackIds(database)
  const labels = new Map([...labelsToLearnFrom(database)].filter(([trackId]) => !checked.has(trackId)))
  const matrix = readTagMatrix(database)
  const learnt = learnWords(matrix, labels, settings)
  if (!learnt) {
    fail(
      'nothing-to-do',
      `${labels.size} tracks outside of checked sets have a label by people or an imported one; too few of them carry emotion words.`,
      `Label ${fewestLabels} or more tagged tracks as a whole in Annotate, some dozens for a conclusion.`,
    )
  }
  const { words, heldOut } = learnt
  return { scheme: schemeOf(learnt, settings), words: words.map(toWord), heldOut, sentence: learningSentence(heldOut) }
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

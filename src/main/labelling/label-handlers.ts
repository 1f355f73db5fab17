import type { labelChannels } from '@shared/contract/labels'
import type { Handlers } from '@shared/contract/channels'
import type { queueChannels } from '@shared/contract/review-queue'
import { fail } from '@shared/domain/failure'
import { wordStatistics } from '@shared/domain/tag-statistics'
import type { ServiceContext } from '../service-context'
import { listLabelVersions } from '../store/label-versions'
import { presentHumanLabels } from '../store/human-labels'
import { activateLexicon, listLexicons } from '../store/lexicons'
import { readEmotionStems, tagStatistics } from '../store/tags'
import { createArchiveHandlers } from './archive/archive-jobs'
import { changeExcerpt, createExcerpt, deleteExcerpt } from './change-excerpts'
import { changeStems } from './change-mapping'
import { labelFromComments } from './comments-labels'
import { activateVersion, deriveLabels } from './derive-labels'
import { exportLabels } from './export-labels'
import { importLexicon } from './import-lexicon'
import { createMappingHandlers } from './mapping-handlers'
import { mergeLabels } from './merge-labels'
import { createLabelMoveHandlers } from './moved-labels'
import { placeLabel, withdrawLabel } from './place-label'
import { createQueueHandlers } from './queue-handlers'
import { readTagMatrix } from './tag-matrix'
import { announceUndoState, undoStackOf, undoState } from '../undo-of-library'

type LabelHandlers = Handlers<keyof typeof labelChannels>
type Part<Prefix extends string> = Pick<LabelHandlers, Extract<keyof LabelHandlers, `${Prefix}.${string}`>>

/** Answers the channels of labels, tags, lexicons, excerpts, undo and the review queue. */
export function createLabelHandlers(context: ServiceContext): LabelHandlers & Handlers<keyof typeof queueChannels> {
  return {
    ...lexiconHandlers(context),
    ...tagHandlers(context),
    ...labelHandlers(context),
    ...excerptHandlers(context),
    ...undoHandlers(context),
    ...createQueueHandlers(context),
  }
}

function lexiconHandlers(context: ServiceContext): Part<'lexicons' | 'stems'> {
  return {
    'lexicons.list': () => listLexicons(context.library().database),
    'lexicons.import': ({ path, name, scale }) => importLexicon(context, path, { name, scale }),
    'lexicons.use': ({ name }) => {
      const lexicon = activateLexicon(context.library().database, name)
      context.emit({ type: 'changed', topics: ['tags'] })
      return lexicon
    },
    'stems.list': () => readEmotionStems(context.library().database).words.map(({ word, stems }) => ({ word, stems: [...stems] })),
    'stems.set': (words) => {
      checkStems(words)
      return changeStems(context, words)
    },
  }
}

function tagHandlers(context: ServiceContext): Part<'tags'> {
  return {
    ...createMappingHandlers(context),
    'tags.words': () => wordStatistics(readTagMatrix(context.library().database)),
    'tags.raw': () => tagStatistics(context.library().database),
    'tags.matrix': () => readTagMatrix(context.library().database),
  }
}

function labelHandlers(context: ServiceContext): Part<'labels'> {
  return {
    ...createArchiveHandlers(context),
    ...createLabelMoveHandlers(context),
    'labels.derive': ({ scheme, note }) => deriveLabels(context, scheme, note),
    'labels.versions': () => listLabelVersions(context.library().database),
    'labels.activate': ({ versionId }) => activateVersion(context, versionId),
    'labels.place': ({ trackId, excerptId, valence, arousal, note }) =>
      placeLabel(context, { trackId, excerptId }, { valence, arousal }, note ?? ''),
    'labels.withdraw': (target) => {
      withdrawLabel(context, target)
      return null
    },
    'labels.ofPeople': ({ trackIds }) => presentHumanLabels(context.library().database, trackIds),
    'labels.fromComments': (argument) => labelFromComments(context, argument),
    'labels.merge': ({ path }) => mergeLabels(context, path),
    'labels.export': (argument) => exportLabels(context, argument),
  }
}

function excerptHandlers(context: ServiceContext): Part<'excerpts'> {
  return {
    'excerpts.create': ({ trackId, ...range }) => createExcerpt(context, trackId, range),
    'excerpts.change': ({ excerptId, ...range }) => changeExcerpt(context, excerptId, range),
    'excerpts.delete': ({ excerptId }) => {
      deleteExcerpt(context, excerptId)
      return null
    },
  }
}

function undoHandlers(context: ServiceContext): Part<'undo'> {
  return {
    'undo.state': () => undoState(context),
    'undo.undo': () => {
      const { trackId = null } =
        undoStackOf(context.library()).undo() ??
        fail('nothing-to-do', 'There is nothing to undo.', 'Changes of labels and excerpts can be undone until the library is closed.')
      return { ...announceUndoState(context), trackId }
    },
    'undo.redo': () => {
      const { trackId = null } =
        undoStackOf(context.library()).redo() ??
        fail('nothing-to-do', 'There is nothing to redo.', 'Only what was undone can be made again.')
      return { ...announceUndoState(context), trackId }
    },
  }
}

function checkStems(words: readonly { word: string }[]): void {
  const seen = new Set<string>()
  for (const { word } of words) {
    if (word.trim() === '' || seen.has(word))
      fail('invalid-argument', `The emotion word “${word}” is empty or stands twice in the list.`, 'Give every emotion word one row.')
    seen.add(word)
  }
}

import type { QueueEntry } from '@shared/contract/review-queue'
import {
  mdiAxisArrow,
  mdiChartScatterPlot,
  mdiCommentTextOutline,
  mdiContentDuplicate,
  mdiCursorDefaultClickOutline,
  mdiHelpCircleOutline,
  mdiNumeric1CircleOutline,
  mdiRobotOutline,
  mdiScaleBalance,
  mdiTagMultipleOutline,
} from '@mdi/js'

/** How a reason is shown: in a word or two, by an icon, and what its weight means. */
export interface ReasonLook {
  readonly name: string
  readonly icon: string
  readonly meaning: string
}

export const reasonLooks: Readonly<Record<QueueEntry['reason'], ReasonLook>> = {
  'prediction-disagrees': {
    name: 'model disagrees',
    icon: mdiRobotOutline,
    meaning: 'far from what networks predict that were not trained on it, by the error that they usually make there',
  },
  'tags-disagree': { name: 'tags disagree', icon: mdiTagMultipleOutline, meaning: 'several votes stand against several' },
  'comments-disagree': { name: 'comments disagree', icon: mdiCommentTextOutline, meaning: 'far from what the comments say' },
  'neighbours-disagree': {
    name: 'neighbours disagree',
    icon: mdiChartScatterPlot,
    meaning: 'tracks that networks take for alike lie elsewhere',
  },
  'duplicates-disagree': { name: 'twice, labelled apart', icon: mdiContentDuplicate, meaning: 'the same recording has another label' },
  'neutralising-words': {
    name: 'neutralising words',
    icon: mdiScaleBalance,
    meaning: 'words that stand on songs of every kind hold its label',
  },
  'few-votes': { name: 'few votes', icon: mdiNumeric1CircleOutline, meaning: 'the label rests on few votes or one word' },
  'near-axis': { name: 'near an axis', icon: mdiAxisArrow, meaning: 'its quadrant is uncertain' },
  unlabelled: { name: 'no label', icon: mdiHelpCircleOutline, meaning: 'it has no label' },
  chosen: { name: 'chosen', icon: mdiCursorDefaultClickOutline, meaning: 'chosen by hand' },
}

/** All evidence about a track's label, the strongest first, one line each. */
export function evidenceOf({ parts, detail }: QueueEntry): string {
  return parts.length === 0 ? detail : parts.map(({ reason, text }) => `${reasonLooks[reason].name}: ${text}`).join('\n')
}

import type { checkedSetChannels } from '@shared/contract/checked-sets'
import type { Handlers } from '@shared/contract/channels'
import type { ServiceContext } from '../service-context'
import { checkedSet, checkedTrackIdsOf, listCheckedSets } from '../store/checked-sets'
import { hasSampleTruth } from '../store/sample-truth'
import { createCheckedSet, deleteSet, freezeSet, proposeSize } from './checked-sets'
import { compareLabels } from './compare-labels'

/** Answers the channels of checked sets and of comparisons with them. */
export function createCheckedSetHandlers(context: ServiceContext): Handlers<keyof typeof checkedSetChannels> {
  return {
    'checked.list': () => listCheckedSets(context.library().database),
    'checked.create': (wanted) => createCheckedSet(context, wanted),
    'checked.tracks': ({ setId }) => {
      const { database } = context.library()
      return Int32Array.from(checkedTrackIdsOf(database, checkedSet(database, setId).id))
    },
    'checked.freeze': ({ setId }) => freezeSet(context, setId),
    'checked.delete': ({ setId }) => {
      deleteSet(context, setId)
      return null
    },
    'checked.proposeSize': ({ halfWidth }) => proposeSize(context, halfWidth),
    'labels.compare': ({ versions, against, seed }) => compareLabels(context, versions, against, seed),
    'labels.hasTruth': () => hasSampleTruth(context.library()),
  }
}

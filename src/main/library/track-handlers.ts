import type { Handlers } from '@shared/contract/channels'
import type { trackChannels } from '@shared/contract/tracks'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../service-context'
import { tracksThatWaitBlind } from '../store/checked-sets'
import { setAsideRows } from '../store/set-aside'
import { deleteText, setText } from '../store/texts'
import { identitiesOfTracks } from '../store/track-identities'
import { trackPlane, trackRows } from '../store/track-pages'
import { withoutBlindPoints } from './blind-lists'
import { findMissing } from './find-missing'
import { trackDetails } from './track-details'
import { createTrackLists } from './track-lists'
import { createWaveforms } from './waveform'

/** Answers the channels about tracks. */
export function createTrackHandlers(context: ServiceContext): Handlers<keyof typeof trackChannels> {
  const lists = createTrackLists()
  const waveform = createWaveforms(context)
  const database = () => context.library().database
  return {
    'tracks.page': (query) => lists.page(database(), query),
    'tracks.ids': ({ filter, sort }) => lists.ids(database(), filter, sort).slice(),
    'tracks.identities': ({ trackIds }) => {
      const identities = identitiesOfTracks(context.library())
      return trackIds.flatMap((id) => identities.get(id) ?? [])
    },
    'tracks.plane': ({ filter }) => withoutBlindPoints(trackPlane(database(), filter), tracksThatWaitBlind(database())),
    'tracks.show': ({ trackId }) => trackDetails(context.library(), trackId),
    'tracks.setAside': () => setAsideRows(database()),
    'tracks.findMissing': async ({ folder }) => {
      const result = await findMissing(context.library(), folder)
      context.emit({ type: 'changed', topics: ['library', 'tracks'] })
      return result
    },
    'tracks.text.set': ({ trackId, kind, body }) => {
      if (trackRows(database(), [trackId]).length === 0) fail('not-found', `There is no track ${trackId}.`, 'Reload the list of tracks.')
      if (body.trim() === '') deleteText(database(), trackId, kind)
      else setText(database(), { trackId, kind, body, source: 'user' }, context.now())
      context.emit({ type: 'changed', topics: ['tracks', 'library'] })
      return null
    },
    'tracks.waveform': ({ trackId }) => waveform(trackId),
  }
}

import { expect, it } from 'vitest'
import { insertExcerpt, setExcerptDeleted } from '@main/store/excerpts'
import { presentHumanLabels } from '@main/store/human-labels'
import { insertLabel } from '@main/store/labels'
import { temporaryLibrary, testTime } from '../../helpers/library'
import { addTrack } from '../../helpers/track'

it('gives the newest labels by people of tracks and excerpts, without those that were taken back or whose excerpt was deleted', () => {
  const { database, ...library } = temporaryLibrary()
  const [whole, withdrawn, imported, other] = [1, 2, 3, 4].map(() => addTrack({ database, ...library }))
  const at = testTime.toISOString()
  const ids = [whole, withdrawn, imported].map((id) => id ?? 0)
  const label = (trackId = 0, valence: number | null = null, excerptId: number | null = null, source: 'human' | 'imported' = 'human') =>
    insertLabel(database, { trackId, excerptId, valence, arousal: valence, source, author: '', note: '', createdAt: at })
  const excerpts = [0, 10, 20].map((startSeconds) =>
    insertExcerpt(database, whole ?? 0, { startSeconds, endSeconds: startSeconds + 5 }, at),
  )
  label(whole, 0.1)
  label(whole, 0.2)
  label(withdrawn, 0.3)
  label(withdrawn, null)
  label(imported, 0.4, null, 'imported')
  label(other, 0.5)
  label(whole, 0.6, excerpts[0]?.id)
  label(whole, 0.7, excerpts[1]?.id)
  setExcerptDeleted(database, excerpts[1]?.id ?? 0, at)
  expect(presentHumanLabels(database, ids)).toEqual([
    { trackId: whole, excerptId: null, valence: 0.2, arousal: 0.2, createdAt: at },
    { trackId: whole, excerptId: excerpts[0]?.id, valence: 0.6, arousal: 0.6, createdAt: at },
  ])
  expect(presentHumanLabels(database, [])).toEqual([])
})

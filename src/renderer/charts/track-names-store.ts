import { defineStore } from 'pinia'
import { onScopeDispose, shallowReactive } from 'vue'
import { call } from '../api/client'
import { onLibraryChange } from '../api/library-change'

const waitMilliseconds = 40
const mostAtOnce = 200

/** Titles and artists of tracks, fetched in small batches when something wants to show them. */
export const useTrackNames = defineStore('track-names', () => {
  const names = shallowReactive(new Map<number, string>())
  const wanted = new Set<number>()
  let timer = 0
  onLibraryChange(() => {
    names.clear()
    wanted.clear()
  })

  onScopeDispose(() => window.clearTimeout(timer))

  async function fetchWanted(): Promise<void> {
    timer = 0
    const trackIds = [...wanted].slice(-mostAtOnce)
    wanted.clear()
    const { rows } = await call('tracks.page', {
      filter: { trackIds },
      sort: { by: 'title', direction: 'ascending' },
      offset: 0,
      limit: mostAtOnce,
    })
    for (const { id, title, artist } of rows) names.set(id, artist ? `${title} – ${artist}` : title)
  }

  /** The name of a track; its number until the name has come. */
  function nameOf(id: number): string {
    const known = names.get(id)
    if (known !== undefined) return known
    wanted.add(id)
    // A name that cannot be fetched stays a number; what failed shows where the track itself is used.
    if (timer === 0) timer = window.setTimeout(() => void fetchWanted().catch(() => undefined), waitMilliseconds)
    return `Track ${id}`
  }

  return { nameOf }
})

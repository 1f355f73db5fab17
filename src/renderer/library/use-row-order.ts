import type { TrackFilter, TrackSort } from '@shared/contract/tracks'
import { call } from '../api/client'

/** Track ids in the order of the table, fetched once per filter and sort, when a range or a far row is asked for. */
export function useRowOrder(present: () => { filter: TrackFilter; sort: TrackSort }) {
  let key = ''
  let ids: Promise<Int32Array> | null = null

  function order(): Promise<Int32Array> {
    const asked = present()
    const askedKey = JSON.stringify(asked)
    if (!ids || askedKey !== key) {
      key = askedKey
      ids = call('tracks.ids', asked)
    }
    return ids
  }

  /** Ids from one row to another, both included, whichever comes first. */
  async function between(from: number, to: number): Promise<number[]> {
    return [...(await order()).subarray(Math.min(from, to), Math.max(from, to) + 1)]
  }

  /** The row of a track, or −1. */
  async function rowOf(trackId: number): Promise<number> {
    return (await order()).indexOf(trackId)
  }

  async function all(): Promise<number[]> {
    return [...(await order())]
  }

  /** To be called when tracks or labels changed. */
  function forget(): void {
    ids = null
  }

  return { between, rowOf, all, forget }
}

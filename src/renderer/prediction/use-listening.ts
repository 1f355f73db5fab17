import { call } from '../api/client'
import { useSelectionStore } from '../api/stores/selection-store'
import { usePlayer } from '../audio/player-store'
import { useErrors } from '../ui/use-errors'
import type { NumberedRow } from './prediction-rows'

/** Plays predicted files from where the predicted excerpt starts, or from another time, whether they are tracks of the library or not. */
export function useListening() {
  const player = usePlayer()
  const selection = useSelectionStore()
  const { guard } = useErrors()

  async function listen(predictionId: number, row: NumberedRow, fromSeconds: number | null = null): Promise<void> {
    if (row.trackId !== null) selection.focus(row.trackId)
    await guard(async () => {
      const { url } = await call('predictions.listen', { predictionId, path: row.path })
      const isLoaded = player.current?.url === url
      if (isLoaded && player.isPlaying && fromSeconds === null) return player.pause()
      await player.play(
        { url, title: row.title, artist: '', gainDb: 0, trackId: row.trackId },
        fromSeconds ?? (isLoaded ? null : row.startSeconds),
      )
    })
  }

  return { listen }
}

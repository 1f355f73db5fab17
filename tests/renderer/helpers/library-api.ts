import { createCheckedSetHandlers } from '@main/labelling/checked-set-handlers'
import { createLabelHandlers } from '@main/labelling/label-handlers'
import { createTrackHandlers } from '@main/library/track-handlers'
import { labelsOfTrack } from '@main/store/labels'
import { serviceChannels } from '@shared/contract/channels'
import type { AppEvent } from '@shared/contract/events'
import type { LabelRecord } from '@shared/contract/tracks'
import type { Result } from '@shared/contract/result'
import { asFailure } from '@shared/domain/failure'
import type { z } from 'zod'
import { createTestContext } from '../../helpers/service-context'
import { addFile, addTrack } from '../../helpers/track'
import { giveWindowApi } from '../../helpers/window-api'

const trackSeconds = 60

/** Arguments get their defaults as the program gives them. */
const schemas: Readonly<Record<string, { readonly argument: z.ZodType }>> = serviceChannels

/** The answer that the main process gives for a handler's value or failure. */
function settle(handler: (argument: never) => unknown, argument: unknown): Result<unknown> {
  try {
    return { ok: true, value: Reflect.apply(handler, undefined, [argument]) }
  } catch (error) {
    const { code, message, hint } = asFailure(error)
    return { ok: false, code, message, hint }
  }
}

/**
 * Gives the window a library in memory, answered by the program's own services; "Song 1", "Song 2", … without labels.
 * @param options.audio whether the tracks have audio, of which a waveform is known
 */
export function openLibraryApi(count: number, { audio = false } = {}) {
  const test = createTestContext()
  const { database } = test.library
  const trackIds = Array.from({ length: count }, (_, index) => {
    const id = addTrack(test.library, { title: `Song ${index + 1}` })
    if (audio) addFile(test.library, id, `/music/${id}.wav`, { durationSeconds: trackSeconds })
    return id
  })
  const context = { ...test.context, emit: (event: AppEvent) => api.send(event) }
  const handlers = { ...createLabelHandlers(context), ...createTrackHandlers(context), ...createCheckedSetHandlers(context) }
  const answers = Object.fromEntries(
    Object.entries<(argument: never) => unknown>(handlers).map(([name, handler]) => [
      name,
      (argument: unknown) => settle(handler, schemas[name]?.argument.parse(argument)),
    ]),
  )
  const api = giveWindowApi({ ...answers, 'datasets.list': () => ({ ok: true, value: [] }), 'tracks.waveform': waveformOf })
  const humanLabels = (trackId: number): LabelRecord[] => labelsOfTrack(database, trackId).filter(({ source }) => source === 'human')
  return { api, trackIds, humanLabels, library: test.library, context }
}

/** What the media scheme and the peaks of a track would be. */
function waveformOf(argument: unknown): Result<unknown> {
  const trackId = typeof argument === 'object' && argument !== null && 'trackId' in argument ? Number(argument.trackId) : 0
  const waveform = {
    trackId,
    url: `circumplex-media://track/${trackId}`,
    durationSeconds: trackSeconds,
    peaksPerSecond: 1,
    pairs: new Float32Array(2 * trackSeconds),
    gainDb: 0,
  }
  return { ok: true, value: { jobId: null, waveform } }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ServiceContext } from '@main/service-context'
import { createLibraryHandlers } from '@main/library/library-handlers'
import { createLibrarySession } from '@main/library/library-session'
import { createTrackHandlers } from '@main/library/track-handlers'
import { fail } from '@shared/domain/failure'
import { inProcessWorkers } from '../../helpers/in-process-workers'
import { resourcesDirectory, temporaryFolder } from '../../helpers/library'
import { createTestContext } from '../../helpers/service-context'

const noFilter = { filter: {}, sort: { by: 'title', direction: 'ascending' }, offset: 0, limit: 10 } as const

describe('the sample library', () => {
  it('is created, filled, marked as synthetic and labelled, and filled again without doubling', async () => {
    const folder = temporaryFolder()
    const session = createLibrarySession({ resourcesDirectory, recentPath: join(folder, 'recent.json') })
    onTestFinished(() => session.close())
    const context: ServiceContext = {
      ...createTestContext({ runWorker: inProcessWorkers({ count: 3, secondsPerTrack: 1 }) }).context,
      library: () => session.current() ?? fail('no-library', 'No library is open.', ''),
    }
    let derivations = 0
    const handlers = createLibraryHandlers(context, session, { deriveLabels: () => void (derivations += 1) })
    const tracks = createTrackHandlers(context)
    expect(await handlers['library.current'](null)).toBeNull()
    expect(() => handlers['library.check'](null)).toThrow(expect.objectContaining({ code: 'no-library' }))

    const { jobId } = await handlers['library.sample']({ path: join(folder, 'Sample') })
    expect(await context.jobs.whenFinished(jobId)).toMatchObject({
      state: 'done',
      outcome: 'Synthetic sample library: 3 tracks imported',
      value: { imported: 3 },
    })
    expect(derivations).toBe(1)
    expect(await handlers['library.current'](null)).toMatchObject({
      name: 'Sample',
      synthetic: true,
      tracks: 3,
      withAudio: 3,
      withTags: 3,
      warning: null,
    })
    expect(await handlers['library.check'](null)).toEqual({ ok: true, problems: [] })
    const { rows } = await tracks['tracks.page'](noFilter)
    expect(rows.map(({ externalId }) => externalId).sort()).toEqual(['sample-01', 'sample-02', 'sample-03'])
    expect(rows.every(({ synthetic }) => synthetic)).toBe(true)
    const details = await tracks['tracks.show']({ trackId: rows[0]?.id ?? 0 })
    expect(details.tags.length).toBeGreaterThan(0)
    expect(details.comments ?? '').not.toContain('synthesiser')
    expect(existsSync(join(folder, 'Sample.circumplex', 'sample', 'sample-truth.json'))).toBe(true)

    const again = await handlers['library.sample']({ path: null })
    expect(await context.jobs.whenFinished(again.jobId)).toMatchObject({ value: { imported: 0, unchanged: 3 } })
    expect((await tracks['tracks.page'](noFilter)).total).toBe(3)
    await handlers['library.close'](null)
    expect(await handlers['library.current'](null)).toBeNull()
  })
})

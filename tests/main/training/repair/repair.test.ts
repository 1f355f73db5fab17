import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type RepairRequest, repairResultSchema, repairSettingsSchema } from '@shared/contract/repair'
import { roundCoordinate } from '@shared/domain/plane'
import { byHand } from '../../../helpers/schemes'
import { writeReport } from '@main/reporting/write-report'
import { freezeCheckedSet, insertCheckedSet } from '@main/store/checked-sets'
import { datasetTracks, listDatasets } from '@main/store/datasets'
import { currentLabels } from '@main/store/labels'
import { evidenceBySource } from '@main/store/evidence'
import { insertLabelVersion } from '@main/store/label-versions'
import { listRuns } from '@main/store/runs'
import { createRepairHandlers } from '@main/training/repair/repair-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'
import { type OnTrainingItem, trainingWorkers } from '../../../helpers/training-workers'

const request = repairSettingsSchema
  .partial({ name: true })
  .parse({ versions: [1, 2], against: { kind: 'checked', setId: 1 }, epochs: 24, trackLimit: 24, engine: 'onnx' })

/** Songs as people hear them; version 1 turns their labels round, version 2 has them right; ten songs are a frozen checked set. */
function laboratory(onItem?: OnTrainingItem, songs = 24) {
  const test = createTestContext({ runWorker: trainingWorkers(onItem) })
  const { database } = test.library
  const trackIds = addShortSongs(test.library, songs)
  const heard = new Map(currentLabels(database).map((row) => [row.trackId, row]))
  const version = (sign: number): void => {
    const labels = trackIds.map((trackId) => {
      const { valence = 0, arousal = 0 } = heard.get(trackId) ?? {}
      return { trackId, valence: roundCoordinate(sign * valence), arousal: roundCoordinate(sign * arousal) }
    })
    insertLabelVersion(database, { scheme: byHand({}), lexiconId: 1, note: '', author: '', createdAt: '2026', labels, unlabelled: 0 })
  }
  version(-1)
  version(1)
  const checked = trackIds.slice(0, 10)
  insertCheckedSet(database, { name: 'By ear', stratify: 'none', seed: 1, createdAt: '2026', trackIds: checked })
  const freeze = (): void => freezeCheckedSet(database, 1, '2026')
  const handlers = createRepairHandlers(test.context)
  const perform = async (settings: RepairRequest = request) => {
    const { jobId } = await handlers['repair.start'](settings)
    return test.context.jobs.whenFinished(jobId)
  }
  return { ...test, database, trackIds, checked, freeze, handlers, perform }
}

describe('a repair proved by networks', () => {
  it('trains on each version with the same tracks, sets and seeds, and says which is closer to what people hear', async () => {
    const { perform, freeze, database, checked, handlers, context, library } = laboratory(undefined, 48)
    freeze()
    const job = await perform()
    expect(job).toMatchObject({ state: 'done', failure: null })
    const result = repairResultSchema.parse(job?.value)
    expect(result.runs.map(({ versionId, seed, state }) => [versionId, seed, state])).toEqual(
      [1, 2, 3].flatMap((seed) => [1, 2].map((versionId) => [versionId, seed, 'done'])),
    )
    const tracksOf = (versionId: number) =>
      listDatasets(database)
        .filter(({ versionId: own }) => own === versionId)
        .map(({ id }) => datasetTracks(database, id).map(({ trackId, split }) => [trackId, split]))
    expect(tracksOf(1)).toEqual(tracksOf(2))
    for (const { id } of listDatasets(database)) {
      const tested = datasetTracks(database, id).filter(({ split }) => split === 'test')
      expect(tested.map(({ trackId }) => trackId)).toEqual(checked)
      expect(tested.every(({ source }) => source === 'human')).toBe(true)
    }
    expect(result.judgedInTraining).toBe(0)
    const [, second] = result.networks[0]?.rows ?? []
    expect(second).toMatchObject({ version: 2, tracks: 10, difference: { against: 1 } })
    expect(second?.difference?.both.low).toBeGreaterThan(0)
    expect(second?.conclusion).toMatch(/^Version 2’s audio network is closer to what people hear than version 1’s, by/)
    expect(second?.bySeed.map(({ seed }) => seed)).toEqual([1, 2, 3])
    const mean = (second?.bySeed ?? []).reduce((sum, { closer }) => sum + closer / 3, 0)
    expect(mean).toBeCloseTo(second?.difference?.both.value ?? NaN, 9)
    expect(await handlers['repair.list'](null)).toEqual([result])
    await perform()
    expect(listRuns(database)).toHaveLength(6)
    expect(listRuns(database).flatMap(({ baselines }) => baselines)).toEqual([])
    expect(evidenceBySource(database).size).toBe(0)
    const page = readFileSync(writeReport(context, join(library.directory, 'report')).path, 'utf8')
    expect(page).toContain('What the repair of labels was worth')
    expect(page).toContain(second?.conclusion)
  }, 120_000)

  it('goes on where it was stopped, and judges what is done so far', async () => {
    let epochs = 0
    const test = laboratory((item) => {
      if (item.kind !== 'epoch') return
      epochs += 1
      if (epochs === 5) for (const { id, kind } of test.context.jobs.list()) if (kind === 'repair') test.context.jobs.cancel(id)
    })
    test.freeze()
    const short = { ...request, epochs: 2 }
    expect(await test.perform(short)).toMatchObject({ state: 'cancelled' })
    const [stopped] = await test.handlers['repair.list'](null)
    expect(stopped?.runs.map(({ state }) => state)).toEqual(['done', 'done', 'stopped', 'waiting', 'waiting', 'waiting'])
    expect(stopped?.networks[0]?.rows[1]?.bySeed).toHaveLength(1)
    expect(await test.perform(short)).toMatchObject({ state: 'done' })
    expect(listRuns(test.database)).toMatchObject(Array.from({ length: 6 }, () => ({ state: 'done', epochsDone: 2 })))
  }, 60_000)

  it('refuses what cannot be proved and freezes nothing of it', async () => {
    const { perform, freeze, handlers, database } = laboratory()
    const refused = (change: Partial<RepairRequest>) => expect(handlers['repair.start']({ ...request, ...change })).rejects
    await refused({}).toThrow(/not frozen yet/)
    freeze()
    await refused({ versions: [1, 9] }).toThrow(/no label version 9/)
    await refused({ against: { kind: 'truth' } }).toThrow(/no true coordinates/)
    await refused({ device: 'radeon' }).toThrow(/no device “radeon”/)
    expect(await perform({ ...request, modalities: ['lyrics'] })).toMatchObject({
      state: 'failed',
      failure: { code: 'nothing-to-do', message: /test set would be empty: 0 tracks .* a text of lyrics/ },
    })
    expect([listDatasets(database), await handlers['repair.list'](null)]).toEqual([[], []])
    expect(await perform({ ...request, name: 'Mine', epochs: 1 })).toMatchObject({ state: 'done' })
    await refused({ name: 'Mine', seed: 5 }).toThrow(/“Mine” was begun with other/)
  }, 60_000)

  it('is removed with its runs and datasets, but not while it goes on, and leaves what others made of its datasets', async () => {
    let whileRunning: unknown = null
    const test = laboratory((item) => {
      if (item.kind !== 'epoch' || whileRunning !== null) return
      whileRunning = 'asked'
      void Promise.resolve(test.handlers['repair.remove']({ name: 'Mine' })).catch((error: unknown) => (whileRunning = error))
    })
    test.freeze()
    const short = { ...request, name: 'Mine', epochs: 1 }
    await test.perform(short)
    expect(whileRunning).toMatchObject({ code: 'forbidden' })
    await test.perform({ ...short, name: 'Other' })
    const kept = listDatasets(test.database).find(({ name }) => name.includes('seed 1') && name.endsWith('Mine'))
    const own = listRuns(test.database).find(({ name }) => name.includes('seed 3') && name.endsWith('Other'))
    test.database.prepare("UPDATE runs SET dataset_id = ?, name = 'my own' WHERE id = ?").run(kept?.id, own?.id)
    const folders = (): number => readdirSync(join(test.library.directory, 'runs')).length
    expect(folders()).toBe(12)
    expect(await test.handlers['repair.remove']({ name: 'Mine' })).toEqual({ name: 'Mine', runs: 6, datasets: 5 })
    expect(folders()).toBe(6)
    expect((await test.handlers['repair.list'](null)).map(({ settings }) => settings.name)).toEqual(['Other'])
    expect(listDatasets(test.database).filter(({ name }) => name.endsWith('Mine'))).toMatchObject([{ id: kept?.id }])
    await expect(test.handlers['repair.remove']({ name: 'Mine' })).rejects.toThrow(/no proof named “Mine”/)
  }, 60_000)

  it('keeps its settings within bounds', () => {
    const parse = (change: object) => () => repairSettingsSchema.parse({ ...request, name: 'Mine', ...change })
    expect(parse({ seeds: 2 })).toThrow(/one network alone proves little/)
    expect(parse({ versions: [1] })).toThrow(/two or more label versions/)
    expect(parse({ versions: [1, 1] })).toThrow(/named twice/)
  })
})

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { isLabelArchive } from '@main/labelling/archive/archive-file'
import { importArchive, previewArchive } from '@main/labelling/archive/import-archive'
import { createExcerpt, deleteExcerpt } from '@main/labelling/change-excerpts'
import { activateVersion, deriveLabels } from '@main/labelling/derive-labels'
import { exportArchive } from '@main/labelling/archive/export-archive'
import { exportLabels } from '@main/labelling/export-labels'
import { placeLabel, withdrawLabel } from '@main/labelling/place-label'
import { archiveColumnNames, type ArchiveFormat, archiveFormats } from '@shared/domain/archive-columns'
import { publishedScheme } from '@shared/domain/schemes/published'
import { undoStackOf } from '@main/undo-of-library'
import { everyCheckedSet, insertArchivedCheckedSet } from '@main/store/label-archive'
import { activeVersionId, listLabelVersions } from '@main/store/label-versions'
import { activateLexicon, insertLexicon, listLexicons, wordsOfLexicon } from '@main/store/lexicons'
import { currentLabels } from '@main/store/labels'
import { excerptsOfTrack } from '@main/store/excerpts'
import { atOnce } from '../../../helpers/archive-pace'
import { everyLabel } from '../../../helpers/every-label'
import { temporaryFolder } from '../../../helpers/library'
import { byHand } from '../../../helpers/schemes'
import { createTestContext, type TestContext } from '../../../helpers/service-context'
import { addTaggedTracks, type EmotionTag } from '../../../helpers/tagged-tracks'
import { addFile } from '../../../helpers/track'

const tags: readonly (readonly EmotionTag[])[] = [[['calmness', 3]], [['happiness', 2]], []]
const point = { valence: 0.5, arousal: -0.25 }

/** A library at a time of its own, with the three tracks. */
function library(day = 1): TestContext & { at: (day: number) => void } {
  const test = createTestContext()
  addTaggedTracks(test.library.database, tags)
  let now = new Date(Date.UTC(2026, 0, day))
  return { ...test, context: { ...test.context, now: () => now }, at: (later) => void (now = new Date(Date.UTC(2026, 0, later))) }
}

function labelled() {
  const test = library()
  insertLexicon(test.library.database, {
    name: 'Mine',
    source: 'by ear',
    licence: 'CC-BY-4.0',
    words: [{ word: 'calmness', valence: 0.25, arousal: -0.5 }],
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  deriveLabels(test.context, publishedScheme, 'first')
  activateLexicon(test.library.database, 'Mine')
  deriveLabels(test.context, byHand({ calmness: 0.5 }), 'second')
  const { id } = createExcerpt(test.context, 2, { startSeconds: 1, endSeconds: 9 })
  placeLabel(test.context, { trackId: 2, excerptId: id }, point, 'by ear')
  placeLabel(test.context, { trackId: 3, excerptId: null }, point, 'heard twice')
  return { ...test, excerptId: id }
}

async function exported(
  { context }: TestContext,
  name: string,
  content: 'all' | 'current' = 'all',
  filter?: { trackIds: number[] },
): Promise<string> {
  const path = join(temporaryFolder(), name)
  await exportArchive(context, { path, content, format: formatOf(name), ...(filter && { filter }) }, atOnce)
  return path
}

const formatOf = (name: string): ArchiveFormat => archiveFormats.find((format) => name.endsWith(format)) ?? 'csv'

const load = ({ context }: TestContext, path: string, createTracks = false) => importArchive(context, { path, createTracks }, atOnce)
const current = ({ library: { database } }: TestContext) =>
  currentLabels(database).map(({ trackId, valence, source }) => [trackId, valence, source])

describe('a label archive', () => {
  it('as CSV says of each label where it comes from, when, by which version, lexicon and licence, and which counts', async () => {
    const [head, ...lines] = readFileSync(await exported(labelled(), 'labels.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(head).toBe(archiveColumnNames.join(','))
    const labels = lines.filter((line) => line.startsWith('label,'))
    expect(labels).toHaveLength(5)
    expect(labels).toContain(
      'label,1,song-1,Artist 1,Track 1,,,3,,,,0.25,-0.5,,,tags,2,true,Mine,CC-BY-4.0,,,tester,,2026-01-01T00:00:00.000Z,,',
    )
    expect(labels).toContain(
      'label,2,song-2,Artist 2,Track 2,,,4,1,1,9,0.5,-0.25,,,human,,true,,,,,tester,by ear,2026-01-01T00:00:00.000Z,,',
    )
    expect(lines.filter((line) => line.startsWith('lexicon,'))).toHaveLength(2)
  })

  it('as Parquet has typed columns', async () => {
    const bytes = readFileSync(await exported(labelled(), 'labels.parquet'))
    const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) })
    expect(rows.filter(({ record }) => record === 'label')[0]).toMatchObject({
      track: 1,
      active: false,
      source: 'tags',
      version: 1,
      arousal: expect.any(Number) as number,
    })
  })

  it('brings a lexicon that is not here, and leaves the one that labels are derived with', async () => {
    const path = await exported(labelled(), 'labels.json')
    const target = library()
    expect(await load(target, path)).toMatchObject({ imported: 5, archive: { versions: 2, excerpts: 1, lexicons: 1, tracks: 0 } })
    const mine = listLexicons(target.library.database).find(({ name }) => name === 'Mine')
    expect(mine).toMatchObject({ source: 'by ear', licence: 'CC-BY-4.0', active: false })
    expect(wordsOfLexicon(target.library.database, mine?.id ?? 0)).toEqual([{ word: 'calmness', valence: 0.25, arousal: -0.5 }])
  })

  it('names the tracks that a scheme was learnt from as they are here', async () => {
    const source = labelled()
    const fit = { tracks: 3, strength: 1, seed: 1, trackIds: [1, 3, 99] }
    deriveLabels(source.context, { ...byHand({}), kind: 'learnt', learntWeights: { calmness: 0.5 }, coordinates: null, fit }, '')
    const path = await exported(source, 'labels.csv')
    const target = createTestContext({ tracks: [[], [], ...tags] })
    target.library.database.exec("UPDATE tracks SET external_id = 'x' || id, title = ''; DELETE FROM tracks WHERE id = 1")
    for (const [id, name] of [
      [3, 'song-3'],
      [4, 'song-2'],
      [5, 'song-1'],
    ])
      target.library.database.prepare('UPDATE tracks SET external_id = ? WHERE id = ?').run(name, id)
    await load(target, path)
    const [newest] = listLabelVersions(target.library.database)
    expect(newest?.scheme).toMatchObject({ kind: 'learnt', fit: { ...fit, trackIds: [5, 3] } })
    expect(await load(target, path)).toMatchObject({ imported: 0, archive: { versions: 0 } })
  })

  it('brings checked sets, frozen ones with the labels of then; undo takes them away again', async () => {
    const source = labelled()
    const set = {
      name: 'By ear',
      stratify: 'none' as const,
      seed: 4,
      createdAt: '2026-01-01T00:00:00.000Z',
      frozenAt: '2026-01-02T00:00:00.000Z',
    }
    const tracks = [
      { trackId: 3, ...point },
      { trackId: 1, valence: null, arousal: null },
    ]
    insertArchivedCheckedSet(source.library.database, { ...set, tracks })
    const path = await exported(source, 'labels.parquet')
    const target = library()
    const { database } = target.library
    expect(await load(target, path)).toMatchObject({ imported: 5, unmatched: [], archive: { checkedSets: 1 } })
    expect(everyCheckedSet(database)).toEqual([{ ...set, tracks }])
    expect(await load(target, path)).toMatchObject({ unmatched: [], archive: { checkedSets: 0 } })
    undoStackOf(target.library).undo()
    expect(everyCheckedSet(database)).toEqual([])
    undoStackOf(target.library).redo()
    expect(everyCheckedSet(database)).toEqual([{ ...set, tracks }])
    database.exec("UPDATE checked_sets SET created_at = '2026-01-09T00:00:00.000Z'")
    expect((await load(target, path)).unmatched.map(({ reason }) => reason)).toEqual(['there is another checked set of this name'])
    database.exec('DELETE FROM checked_sets; DELETE FROM tracks WHERE id = 1')
    expect((await load(target, path)).unmatched.map(({ reason }) => reason)).toContain(
      'it was added without 1 track that cannot be found here',
    )
    expect(
      await previewArchive(
        target.context,
        { path: await exported(source, 'few.csv', 'all', { trackIds: [1, 3] }), createTracks: false },
        atOnce,
      ),
    ).toMatchObject({
      archive: { checkedSets: 0 },
    })
  })

  it('of some tracks counts those, and makes tracks that are not here where that is wanted', async () => {
    const path = await exported(labelled(), 'labels.csv', 'all', { trackIds: [1, 3] })
    const target = createTestContext()
    expect(await previewArchive(target.context, { path, createTracks: false }, atOnce)).toMatchObject({
      imported: 0,
      unmatched: [
        { reason: 'no track matches it; left out with it: 2 labels, 0 excerpts' },
        { reason: expect.stringContaining('1 label,') as string },
      ],
    })
    expect(await load(target, path, true)).toMatchObject({ imported: 3, unmatched: [], archive: { tracks: 2 } })
    expect(listLabelVersions(target.library.database)[0]).toMatchObject({ labelled: 1, unlabelled: 1, active: true })
    expect(current(target)).toEqual([
      [1, 0.25, 'tags'],
      [2, 0.5, 'human'],
    ])
  })

  it('leaves what was done here later, and says so', async () => {
    const source = labelled()
    const path = await exported(source, 'labels.json')
    const target = library()
    await load(target, path)
    target.at(3)
    placeLabel(target.context, { trackId: 3, excerptId: null }, { valence: -1, arousal: -1 }, '')
    deleteExcerpt(target.context, excerptsOfTrack(target.library.database, 2)[0]?.id ?? 0)
    const older = activeVersionId(target.library.database) === 2 ? 1 : 2
    activateVersion(target.context, older)
    const before = current(target)
    source.at(2)
    withdrawLabel(source.context, { trackId: 3, excerptId: null })
    placeLabel(source.context, { trackId: 2, excerptId: source.excerptId }, { valence: 0, arousal: 0 }, '')
    const result = await load(target, await exported(source, 'later.json'))
    expect(result).toMatchObject({ imported: 0, archive: { versions: 0, excerpts: 0 } })
    expect(result.unmatched.map(({ reason }) => reason).toSorted()).toEqual(['excerpt 1 was deleted here', 'its label here is newer'])
    expect(current(target)).toEqual(before)
  })

  it('sets broken rows aside with where they are and why, and imports the rest', async () => {
    const lines = readFileSync(await exported(labelled(), 'labels.csv'), 'utf8').split('\n')
    const broken = lines.map((line) =>
      line.startsWith('label,3')
        ? line.replace(',0.5,-0.25,', ',loud,-0.25,')
        : line.startsWith('excerpt')
          ? line.replace(',1,9,', ',9,1,')
          : line,
    )
    const path = join(temporaryFolder(), 'broken.csv')
    writeFileSync(path, [...broken, 'song,1,what is this', ''].join('\r\n'))
    const target = library()
    const result = await load(target, path)
    expect(result.imported).toBe(3)
    expect(result.unmatched.map(({ row, reason }) => `${row.replace(/\d+/u, 'N')}: ${reason}`)).toEqual([
      'line N: endSeconds: it must come after startSeconds',
      expect.stringMatching(/^line N: valence: /u),
      expect.stringMatching(/^line N: record: /u),
      'N label: excerpt 1 was left out or is not in the file',
    ])
  })

  it('does not take an excerpt that ends after its track', async () => {
    const path = await exported(labelled(), 'labels.parquet')
    const target = library()
    addFile(target.library, 2, '/short.wav', { durationSeconds: 5 })
    const { unmatched } = await load(target, path)
    expect(unmatched.map(({ reason }) => reason)).toEqual([
      'The excerpt ends at 9 s, after the track, which is 5 s long.',
      'excerpt 1 was left out or is not in the file',
    ])
  })

  it.each([
    ['{"circumplexLabels": 1, "records": ', /no whole JSON/],
    ['{"circumplexLabels": 1, "records": []}', /no record that can be read/],
    ['{"circumplexLabels": 2, "records": [{"record": "archive", "detail": {"formatVersion": 2}}]}', /later version/],
    ['record,track,detail\nlabel,"1', /cannot be read/],
    ['PAR1 and then nothing', /cannot be read as Parquet/],
  ])('that is damaged (%s) is refused, and changes nothing', async (text, message) => {
    const target = library()
    const path = join(temporaryFolder(), 'damaged')
    writeFileSync(path, text)
    await expect(load(target, path)).rejects.toThrow(message)
    expect(everyLabel(target.library.database)).toEqual([])
  })

  it('is distinguished from tables of labels', async () => {
    const { context } = labelled()
    for (const format of archiveFormats) {
      const path = join(temporaryFolder(), `table.${format}`)
      exportLabels(context, { path, format, scale: '-1-1' })
      expect(isLabelArchive(path)).toBe(false)
      await expect(importArchive(context, { path, createTracks: false }, atOnce)).rejects.toThrow(/is no label archive/)
    }
  })

  it('is not written without labels', async () => {
    const { context } = library()
    const folder = temporaryFolder()
    const work = exportArchive(context, { path: join(folder, 'x.csv'), content: 'all', format: 'csv' }, atOnce)
    await expect(work).rejects.toThrow(/No track/)
    expect(readdirSync(folder)).toEqual([])
  })
})

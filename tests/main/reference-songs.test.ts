import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ChannelArgument, ChannelResult, ServiceChannelName } from '@shared/contract/channels'
import { unwrap } from '@shared/contract/result'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createServices } from '@main/services'
import { resourcesDirectory, temporaryFolder } from '../helpers/library'
import { hasReferenceAnnotations, impliedCoordinates, referenceAnnotationsPath, referenceSongs } from '../helpers/reference-annotations'

/**
 * The study: 9,654 songs, 3,000 samples of each quadrant, sets of .70/.15/.15; duplicated before the split, about 31 % of its test rows
 * leak, 89 % in Q2.
 */
const songs = 9654

interface Row {
  readonly externalId: string
  readonly artist: string
  readonly split: 'train' | 'validation' | 'test'
  readonly copy: number
}

/** All services on a library of the reference songs, labelled by the coordinates that their annotations imply. */
async function labelledSongs() {
  const folder = temporaryFolder()
  const spawn = (): never => expect.fail('No worker is needed.')
  const services = createServices({
    resourcesDirectory,
    userDataDirectory: folder,
    recentPath: null,
    spawn,
    emit: () => undefined,
    log: console.error,
  })
  onTestFinished(() => services.close())
  const call = async <Name extends ServiceChannelName>(name: Name, argument: ChannelArgument<Name>): Promise<ChannelResult<Name>> =>
    unwrap(await services.call(name, argument))
  const lexicon = [...impliedCoordinates(referenceSongs()).values()].map(({ word, valence, arousal }) => `${word},${valence},${arousal}`)
  writeFileSync(join(folder, 'lexicon.csv'), `Word,Valence,Arousal\n${lexicon.join('\n')}\n`)
  await call('library.create', { path: join(folder, 'Study.circumplex') })
  expect(await call('import.tags', { path: referenceAnnotationsPath })).toEqual({ imported: songs, unmatched: [] })
  await call('lexicons.import', { path: join(folder, 'lexicon.csv'), name: 'Implied', scale: '-1-1' })
  await call('lexicons.use', { name: 'Implied' })
  expect(await call('labels.derive', { scheme: publishedScheme, note: '' })).toMatchObject({ labelled: songs, unlabelled: 0 })
  const rowsOf = async (datasetId: number): Promise<Row[]> => {
    const { path } = await call('datasets.export', { datasetId, path: join(folder, 'rows.json'), format: 'json' })
    return JSON.parse(readFileSync(path, 'utf8')) as Row[]
  }
  return { call, rowsOf }
}

/** In how many sets the rows of one name are, at most. */
function mostSets(rows: readonly Row[], nameOf: (row: Row) => string): number {
  const sets = new Map<string, Set<string>>()
  for (const row of rows) sets.set(nameOf(row), (sets.get(nameOf(row)) ?? new Set()).add(row.split))
  return Math.max(...[...sets.values()].map(({ size }) => size))
}

describe.runIf(hasReferenceAnnotations)('the reference songs, from import to datasets', () => {
  it('give the published counts, balance and splits, and as published the published leak', async () => {
    const { call, rowsOf } = await labelledSongs()
    const balance = { kind: 'fixed' as const, perQuadrant: 3000 }

    const plain = await call('datasets.freeze', { name: 'Plain', modalities: [] })
    expect(plain).toMatchObject({ quadrants: [2742, 942, 2575, 3395], leak: { leaked: 0 }, warnings: [] })
    expect([plain.tracks.train, plain.tracks.validation, plain.tracks.test].map((count) => (count / songs).toFixed(3))).toEqual([
      '0.700',
      '0.150',
      '0.150',
    ])

    const sound = await call('datasets.freeze', { name: 'Sound', modalities: [], balance, groupBy: 'artist' })
    expect(sound).toMatchObject({
      trainingQuadrants: [3000, 3000, 3000, 3000],
      samples: { train: 12_000 },
      leak: { leaked: 0, rows: sound.samples.test },
    })
    const rows = await rowsOf(sound.id)
    expect([mostSets(rows, ({ externalId }) => externalId), mostSets(rows, ({ artist }) => artist)]).toEqual([1, 1])
    expect(new Set(rows.map(({ artist }) => artist)).size).toBeGreaterThan(1000)
    expect(rows.filter(({ split, copy }) => split !== 'train' && copy > 0)).toEqual([])

    const published = await call('datasets.freeze', { name: 'Published', modalities: [], balance, form: 'as-published' })
    expect(published).toMatchObject({ samples: { train: 8400, validation: 1800, test: 1800 }, trainingQuadrants: [2100, 2100, 2100, 2100] })
    const leak = published.leak ?? expect.fail('The leak is measured.')
    expect(leak).toMatchObject({ rows: 1800, quadrants: [{ rows: 450 }, { rows: 450 }, { rows: 450 }, { rows: 450 }] })
    expect([leak.share > 0.28, leak.share < 0.33, leak.quadrants[1].share > 0.86, leak.quadrants[1].share < 0.92]).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(mostSets(await rowsOf(published.id), ({ externalId }) => externalId)).toBeGreaterThan(1)
    expect((await call('datasets.list', null)).map(({ digest }) => digest)).toEqual([published.digest, sound.digest, plain.digest])
  }, 60_000)
})

import { expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import { setText } from '@main/store/texts'
import { createDatasetHandlers } from '@main/training/datasets/dataset-handlers'
import { foreignTracks } from '@main/training/datasets/foreign-tracks'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'

const english = 'I walked along the river in the evening and thought about all the things we never said'
const german = 'Ich ging am Abend den Fluss entlang und dachte an alles, was wir uns nie gesagt haben'

function library() {
  const test = createTestContext()
  const ids = addShortSongs(test.library, 24)
  const write = (index: number, body: string, tokens?: readonly string[]): void =>
    setText(
      test.library.database,
      { trackId: ids[index] ?? 0, kind: 'lyrics', body, source: 'test', ...(tokens && { tokens }) },
      new Date(0),
    )
  ids.forEach((_, index) => write(index, index < 4 ? german : english))
  write(4, 'Liebe')
  write(5, german, ['fluss', 'abend'])
  return { ...test, ids }
}

it('leaves out tracks whose text is surely in another language', async () => {
  const {
    library: { database },
    ids,
  } = library()
  const foreign = async (settings: Parameters<typeof foreignTracks>[1]): Promise<number[]> => [...(await foreignTracks(database, settings))]
  expect(await foreign({ language: 'en', modalities: ['audio', 'lyrics'] })).toEqual(ids.slice(0, 4))
  expect(await foreign({ language: 'de', modalities: ['lyrics'] })).toHaveLength(18)
  expect(await foreign({ language: 'en', modalities: ['audio', 'comments'] })).toEqual([])
  expect(await foreign({ modalities: ['lyrics'] })).toEqual([])
})

it('freezes datasets of one language', async () => {
  const { context } = library()
  const handlers = createDatasetHandlers(context)
  const freeze = async (name: string, language?: string) =>
    (await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name, modalities: ['lyrics'], ...(language && { language }) }))).tracks
  const sum = ({ train, validation, test }: { train: number; validation: number; test: number }): number => train + validation + test
  expect(sum(await freeze('All'))).toBe(24)
  expect(sum(await freeze('English', 'en'))).toBe(20)
  expect(datasetSettingsSchema.safeParse({ name: 'x', language: 'English' }).success).toBe(false)
})

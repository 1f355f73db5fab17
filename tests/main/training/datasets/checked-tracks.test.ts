import fc from 'fast-check'
import { expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import { stratifications } from '@shared/domain/checked-set'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createCheckedSet } from '@main/labelling/checked-sets'
import { deriveLabels } from '@main/labelling/derive-labels'
import { checkedTrackIds } from '@main/store/checked-sets'
import { datasetTracks } from '@main/store/datasets'
import { freezeDataset } from '@main/training/datasets/freeze-dataset'
import { sampleLabels } from '../../../helpers/sample-labels'

const ways = [
  { form: 'sound', excerpts: { kind: 'middle' } },
  { form: 'sound', excerpts: { kind: 'random', perTrack: 2 } },
  { form: 'as-published', excerpts: { kind: 'middle' } },
] as const
const drawn = fc.record({
  size: fc.integer({ min: 10, max: 30 }),
  stratify: fc.constantFrom(...stratifications),
  seed: fc.integer({ min: 1, max: 1000 }),
  way: fc.constantFrom(...ways),
})

it('no track of a checked set is in a dataset, whatever is drawn and however it is frozen', async () => {
  const test = sampleLabels(80, 4)
  deriveLabels(test.context, publishedScheme, '')
  const { database } = test.library
  await fc.assert(
    fc.asyncProperty(drawn, async ({ size, stratify, seed, way }) => {
      database.exec('DELETE FROM datasets; DELETE FROM checked_sets')
      createCheckedSet(test.context, { name: 'One', size, stratify, seed })
      createCheckedSet(test.context, { name: 'Other', size: 10, stratify, seed })
      const checked = checkedTrackIds(database)
      expect(checked.size).toBe(size + 10)
      const dataset = await freezeDataset(
        test.context,
        datasetSettingsSchema.parse({
          name: 'All',
          seed,
          ...way,
          excerptRule: { lengthSeconds: 5, segmentSeconds: 1, keptSegmentSeconds: 1 },
        }),
      )
      expect(dataset.leftOut.inCheckedSet).toBeGreaterThan(0)
      expect(datasetTracks(database, dataset.id).filter(({ trackId }) => checked.has(trackId))).toEqual([])
    }),
    { numRuns: 6 },
  )
})

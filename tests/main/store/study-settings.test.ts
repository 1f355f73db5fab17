import { expect, it } from 'vitest'
import { studySettingsSchema } from '@shared/contract/study'
import { lastStudySettings, saveStudySettings } from '@main/store/study-settings'
import { readEmotionStems } from '@main/store/tags'
import { createTestContext } from '../../helpers/service-context'

it('the last study is remembered, beside the other settings of the library', () => {
  const { database } = createTestContext().library
  const stems = readEmotionStems(database)
  expect(lastStudySettings(database)).toBeNull()
  const settings = studySettingsSchema.parse({ name: 'Second', epochs: 3 })
  saveStudySettings(database, studySettingsSchema.parse({}))
  saveStudySettings(database, settings)
  expect(lastStudySettings(database)).toEqual(settings)
  expect(readEmotionStems(database)).toEqual(stems)
})

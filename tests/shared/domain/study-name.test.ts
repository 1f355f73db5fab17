import fc from 'fast-check'
import { expect, it } from 'vitest'
import { datasetForms } from '@shared/domain/sample-tracks'
import { nameOfStudyRun, studyOfName } from '@shared/domain/study-name'

const modality = fc.constantFrom('audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments')

it('names the runs of a study so that the study is found again', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }).filter((name) => !/[\n\r\u2028\u2029]/u.test(name)), modality, fc.constantFrom(...datasetForms), (study, reads, form) => {
      expect(studyOfName(nameOfStudyRun(study, { modality: reads, form }))).toBe(study)
    }),
  )
  expect(['audio 1', 'audio · sound', 'Study · audio · sound'].map(studyOfName)).toEqual([null, null, null])
})

import { describe, expect, it } from 'vitest'
import type { StudyRow } from '@shared/contract/study'
import { progressOfStudy, reasonOfRow, stateOfRow } from '@renderer/training/study-words'

const row = (part: Partial<StudyRow>): StudyRow =>
  ({ form: 'sound', modality: 'audio', state: 'waiting', reason: null, epochsDone: 0, ...part }) as unknown as StudyRow

describe('the runs of a study', () => {
  it('say where they stand', () => {
    expect(stateOfRow(row({}), 60)).toBe('waiting')
    expect(stateOfRow(row({ state: 'running', epochsDone: 12 }), 2000)).toBe('training, 12 of 2,000 epochs')
    expect(stateOfRow(row({ state: 'done', epochsDone: 60 }), 60)).toBe('done')
    const impossible = row({ state: 'not-possible', reason: 'No labelled track has lyrics.' })
    expect([reasonOfRow(impossible), reasonOfRow(row({ state: 'interrupted', reason: 'The job was cancelled.' }))]).toEqual([
      'No labelled track has lyrics.',
      null,
    ])
    expect(progressOfStudy([row({ state: 'done' }), row({}), impossible])).toBe('1 of 3 runs done, 1 not possible')
  })
})

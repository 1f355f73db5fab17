import type { ComparedRef } from '@shared/contract/comparison'
import type { PredictionSet } from '@shared/contract/prediction'
import type { Run } from '@shared/contract/training'
import { baselineDescriptors } from '@shared/domain/baseline'

/** Something that can be added to a comparison. */
export interface ComparedChoice {
  readonly value: string
  readonly title: string
  readonly subtitle: string
  readonly ref: ComparedRef
}

/** Baselines of the compared runs, and sets of predictions; runs are ticked in the list of runs. */
export function comparedChoices(runs: readonly Run[], sets: readonly PredictionSet[]): ComparedChoice[] {
  const baselines = runs.flatMap(({ id: runId, name: run, baselines: own }) =>
    own.map(({ name }): ComparedChoice => ({
      value: `baseline:${runId}:${name}`,
      title: baselineDescriptors[name].title,
      subtitle: `baseline of ${run}`,
      ref: { kind: 'baseline', runId, name },
    })),
  )
  const predictions = sets
    .filter(({ predicted }) => predicted > 0)
    .map(({ id, modelName, predicted }): ComparedChoice => ({
      value: `predictions:${id}`,
      title: modelName,
      subtitle: `predictions ${id}, ${predicted} files`,
      ref: { kind: 'predictions', setId: id },
    }))
  return [...baselines, ...predictions]
}

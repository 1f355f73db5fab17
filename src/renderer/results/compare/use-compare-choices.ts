import type { ComparedAgainst, ResamplingUnit } from '@shared/contract/comparison'
import type { CheckedSet } from '@shared/contract/checked-sets'
import type { PredictionSet } from '@shared/contract/prediction'
import { computed, onMounted, shallowRef } from 'vue'
import { call } from '../../api/client'
import { libraryRef } from '../../api/library-change'
import { useErrors } from '../../ui/use-errors'
import { useResultsStore } from '../results-store'
import { comparedChoices } from './compare-choices'
import type { WantedComparison } from './use-comparison'

const added = libraryRef<readonly string[]>([])
const against = libraryRef<string>('runs')
const unit = libraryRef<ResamplingUnit | 'kept'>('kept')
const groupSeeds = libraryRef(true)

/** What is compared and how: the shown and ticked runs, what was added to them, by which labels and by which draws; kept while away. */
export function useCompareChoices() {
  const { guard } = useErrors()
  const results = useResultsStore()
  const sets = shallowRef<readonly PredictionSet[]>([])
  const checked = shallowRef<readonly CheckedSet[]>([])
  const hasTruth = shallowRef(false)

  onMounted(() =>
    guard(async () => {
      sets.value = await call('predictions.list', null)
      checked.value = await call('checked.list', null)
      hasTruth.value = await call('labels.hasTruth', null)
    }),
  )

  const models = computed(() => comparedChoices(results.compared, sets.value))
  const rulers = computed(() => [
    { value: 'runs', title: 'labels of the first run' },
    { value: 'labels', title: 'current labels' },
    ...(hasTruth.value ? [{ value: 'truth', title: 'true coordinates' }] : []),
    ...checked.value
      .filter(({ labelled }) => labelled > 0)
      .map(({ id, name }) => ({ value: `checked:${id}`, title: `checked set ${name}` })),
  ])
  const wanted = computed<WantedComparison | null>(() => {
    const runs = results.compared.map(({ id: runId }) => ({ kind: 'run' as const, runId }))
    const others = models.value.filter(({ value }) => added.value.includes(value)).map(({ ref }) => ref)
    if (runs.length + others.length === 0) return null
    return {
      entries: [...runs, ...others],
      against: rulerOf(against.value),
      by: unit.value === 'kept' ? null : unit.value,
      groupSeeds: groupSeeds.value,
    }
  })
  return { models, rulers, added, against, unit, groupSeeds, wanted }
}

function rulerOf(value: string): ComparedAgainst {
  if (value.startsWith('checked:')) return { kind: 'checked', setId: Number(value.slice('checked:'.length)) }
  return value === 'truth' || value === 'labels' ? { kind: value } : { kind: 'runs' }
}

import type { CheckedSet, Judge } from '@shared/contract/checked-sets'
import type { ChannelResult } from '@shared/contract/channels'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** One thing that versions can be judged by. */
export interface JudgeChoice {
  readonly value: string
  readonly title: string
  readonly subtitle: string
  readonly judge: Judge
}

/** What versions can be judged by: the checked sets that people have begun to label, and the true coordinates of the sample library. */
export function judgeChoices(sets: readonly CheckedSet[], hasTruth: boolean): JudgeChoice[] {
  const checked = sets
    .filter(({ labelled }) => labelled > 0)
    .map((set) => ({
      value: `checked:${set.id}`,
      title: set.name,
      subtitle: `checked set, ${set.labelled} of ${set.tracks} tracks labelled${set.frozenAt === null ? ', not frozen yet' : ''}`,
      judge: { kind: 'checked', setId: set.id } as const,
    }))
  const truth = { value: 'truth', title: 'True coordinates', subtitle: 'of the sample library; its songs are synthetic' }
  return hasTruth ? [...checked, { ...truth, judge: { kind: 'truth' } }] : checked
}

/** Compares label versions with what people hear. */
export function useComparedVersions(open: Ref<boolean>, versionIds: () => readonly number[]) {
  const { guard } = useErrors()
  const choices = shallowRef<readonly JudgeChoice[]>([])
  const chosenJudge = ref('')
  const chosenVersions = ref<number[]>([])
  const result = shallowRef<ChannelResult<'labels.compare'> | null>(null)
  const isBusy = ref(false)
  const judge = computed(() => choices.value.find(({ value }) => value === chosenJudge.value)?.judge ?? null)

  watch(open, async (isOpen) => {
    if (!isOpen) return
    result.value = null
    chosenVersions.value = [...versionIds()].sort((one, other) => one - other)
    const known = await guard(() => Promise.all([call('checked.list', null), call('labels.hasTruth', null)]))
    choices.value = known ? judgeChoices(...known) : []
    chosenJudge.value = choices.value[0]?.value ?? ''
  })
  watch([chosenJudge, chosenVersions], () => (result.value = null))

  async function compare(): Promise<void> {
    if (!judge.value || chosenVersions.value.length === 0) return
    const [versions, against] = [chosenVersions.value, judge.value]
    isBusy.value = true
    result.value = (await guard(() => call('labels.compare', { versions, against }))) ?? null
    isBusy.value = false
  }

  return { choices, chosenJudge, chosenVersions, judge, result, isBusy, compare }
}

import type { CheckedSet, Judge } from '@shared/contract/checked-sets'
import type { ChannelResult } from '@shared/contract/channels'
import type { LabelVersion } from '@shared/contract/labels'
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

/** What versions may be chosen and what they may be judged by, asked for whenever the dialog opens; and the comparison of those chosen. */
export function useComparedVersions(open: Ref<boolean>) {
  const { guard } = useErrors()
  const versions = shallowRef<readonly LabelVersion[]>([])
  const choices = shallowRef<readonly JudgeChoice[]>([])
  const chosenJudge = ref('')
  const chosenVersions = ref<number[]>([])
  const result = shallowRef<ChannelResult<'labels.compare'> | null>(null)
  const isBusy = ref(false)
  const judge = computed(() => choices.value.find(({ value }) => value === chosenJudge.value)?.judge ?? null)

  watch(open, async (isOpen) => {
    if (!isOpen) return
    result.value = null
    const known = await guard(() => Promise.all([call('labels.versions', null), call('checked.list', null), call('labels.hasTruth', null)]))
    const [labelVersions, sets, hasTruth] = known ?? [[], [], false]
    versions.value = [...labelVersions].sort((one, other) => one.id - other.id)
    chosenVersions.value = versions.value.map(({ id }) => id)
    choices.value = judgeChoices(sets, hasTruth)
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

  return { versions, choices, chosenJudge, chosenVersions, judge, result, isBusy, compare }
}

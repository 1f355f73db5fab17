import type { ChannelArgument, ChannelResult } from '@shared/contract/channels'
import { smallestCheckedSet, type Stratification } from '@shared/domain/checked-set'
import { computed, ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'

/** Half widths of the 95 % interval of a difference of two versions' errors, on −1…1, the coarsest first. */
export const halfWidths = [0.05, 0.03, 0.02, 0.01] as const

/** What a new checked set is to be; its size is proposed from the interval that is wanted, until it is changed by hand. */
export function useCheckedSetForm() {
  const { guard } = useErrors()
  const name = ref('')
  const halfWidth = ref<number>(0.03)
  const size = ref(smallestCheckedSet)
  const stratify = ref<Stratification>('quadrant')
  const seed = ref(1)
  const proposal = shallowRef<ChannelResult<'checked.proposeSize'> | null>(null)

  /** Asks how many tracks the interval needs and takes as many as can be heard. */
  async function propose(): Promise<void> {
    const asked = halfWidth.value
    const found = await guard(() => call('checked.proposeSize', { halfWidth: asked }))
    if (!found || asked !== halfWidth.value) return
    proposal.value = found
    size.value = Math.max(smallestCheckedSet, Math.min(found.size, found.available))
  }
  watch(halfWidth, () => void propose())

  /** Why the set cannot be drawn; '' where it can. */
  const refusal = computed(() =>
    size.value < smallestCheckedSet
      ? `A checked set of ${countOf(size.value, 'track')} allows no conclusion: take ${smallestCheckedSet} or more.`
      : '',
  )
  const advice = computed(() => (proposal.value ? adviceOn(proposal.value, size.value) : ''))
  const wanted = computed<ChannelArgument<'checked.create'> | null>(() =>
    name.value.trim() === '' || refusal.value !== ''
      ? null
      : { name: name.value.trim(), size: size.value, stratify: stratify.value, seed: seed.value },
  )
  return { name, halfWidth, size, stratify, seed, refusal, advice, wanted, propose }
}

/** How many tracks the interval needs, how many can be heard, and what becomes of more. */
function adviceOn({ size: needed, available }: ChannelResult<'checked.proposeSize'>, size: number): string {
  const needs = `That takes about ${countOf(needed, 'track')}; ${available.toLocaleString('en')} with audio can be drawn.`
  return size > available ? `${needs} Further ones have no audio: they are drawn last and cannot be labelled by ear.` : needs
}

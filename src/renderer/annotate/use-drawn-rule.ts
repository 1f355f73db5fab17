import type { Dataset } from '@shared/contract/datasets'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { describeModality } from '@shared/domain/modality'
import { computed, onMounted, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useSettingsStore } from '../api/stores/settings-store'
import { useErrors } from '../ui/use-errors'

/** Which excerpt rule Annotate draws: the user's own, that of the newest dataset that hears audio, or that of the study. */
export type RuleSource = { readonly kind: 'own' } | { readonly kind: 'dataset'; readonly name: string } | { readonly kind: 'study' }

const hears = ({ settings }: Dataset): boolean => settings.modalities.some((modality) => describeModality(modality).source === 'audio-file')

/**
 * The excerpt rule whose stripes the waveform shows and whose length a new excerpt gets. It follows the newest dataset until the user
 * sets one of their own, which is kept with the settings.
 */
export function useDrawnRule() {
  const { guard } = useErrors()
  const settings = useSettingsStore()
  const newest = shallowRef<Dataset | null>(null)
  const own = computed(() => settings.settings.drawnRule)
  const followed = computed((): ExcerptRule => newest.value?.settings.excerptRule ?? defaultExcerptRule)
  const rule = computed((): ExcerptRule => own.value ?? followed.value)
  const source = computed((): RuleSource => {
    if (own.value) return { kind: 'own' }
    return newest.value ? { kind: 'dataset', name: newest.value.name } : { kind: 'study' }
  })

  async function refresh(): Promise<void> {
    newest.value = (await call('datasets.list', null)).find(hears) ?? null
  }

  /** Draws a rule of one's own; null follows the newest dataset again. */
  async function draw(drawnRule: ExcerptRule | null): Promise<void> {
    await guard(() => settings.change({ drawnRule: drawnRule && { ...drawnRule } }))
  }

  onMounted(() => void guard(refresh))
  onChanged(['datasets', 'library'], () => void guard(refresh))
  return { rule, source, followed, draw }
}

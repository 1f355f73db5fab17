import type { Dataset, DatasetSettings } from '@shared/contract/training'
import type { Modality } from '@shared/domain/modality'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { firstModalities } from '../api/first-modalities'
import { useLibraryStore } from '../api/stores/library-store'
import { useSelectionStore } from '../api/stores/selection-store'
import { useErrors } from '../ui/use-errors'
import { useExcerptCounts } from './use-excerpt-counts'
import { emptyForm, type FreezeForm, problemOf, settingsOf, withForm } from './freeze-form'

/** The dialog that freezes a dataset: what it asks, and sending it. */
export function useFreezeForm(
  open: Ref<boolean>,
  props: { readonly suggestedName: string; readonly freeze: (settings: DatasetSettings) => Promise<Dataset> },
) {
  const selection = useSelectionStore()
  const library = useLibraryStore()
  const { guard } = useErrors()
  const form = shallowRef<FreezeForm>(emptyForm(''))
  const onlySelected = ref(false)
  const busy = ref(false)
  const settings = computed(() =>
    problemOf(form.value) === null ? settingsOf(form.value, onlySelected.value ? [...selection.selectedTrackIds] : null) : null,
  )
  const { countOfKind } = useExcerptCounts(open, settings)
  const problem = computed(() => problemOf(form.value) ?? refusalOfChoice())

  function refusalOfChoice(): string | null {
    const refusal = settings.value && countOfKind(settings.value.excerpts.kind)?.refusal
    return refusal ? `${refusal.reason} ${refusal.hint}` : null
  }

  watch(open, (isOpen) => {
    if (!isOpen) return
    form.value = { ...emptyForm(props.suggestedName), modalities: firstModalities(library.info) }
    onlySelected.value = false
  })

  function change(part: Partial<FreezeForm>): void {
    const next = { ...form.value, ...part }
    form.value = part.form ? withForm(next, part.form) : next
  }

  function toggle(modality: Modality): void {
    const chosen = form.value.modalities
    change({ modalities: chosen.includes(modality) ? chosen.filter((other) => other !== modality) : [...chosen, modality] })
  }

  async function submit(): Promise<void> {
    const asked = settings.value
    if (problem.value || busy.value || !asked) return
    busy.value = true
    await guard(async () => {
      await props.freeze(asked)
      open.value = false
    })
    busy.value = false
  }

  return { form, change, toggle, onlySelected, selection, problem, busy, submit, countOfKind }
}

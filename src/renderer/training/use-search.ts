import { type Search, type SearchRequest, searchRequestSchema } from '@shared/contract/search'
import { checkSpace } from '@shared/contract/search-space'
import type { Dataset } from '@shared/contract/training'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { asFailure } from '@shared/domain/failure'
import { defaultMethod, defaultSpace, type SearchMethod } from '@shared/domain/search/default-space'
import { computed, type Ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useJobsStore } from '../api/stores/jobs-store'
import { useErrors } from '../ui/use-errors'
import { rowsOfSpace, type SpaceRow, spaceOfRows } from './search-words'

/** A search that is being set up. */
export interface SearchDraft {
  readonly name: string
  readonly method: SearchMethod
  readonly minutes: number | null
  readonly trials: number | null
  readonly seed: number
  readonly rows: readonly SpaceRow[]
}

/** The space and the method that fit the network that Train is set to. */
function draftFor(settings: TrainingSettings, method?: SearchMethod): SearchDraft {
  const chosen = method ?? defaultMethod(settings)
  return { name: '', method: chosen, minutes: 10, trials: null, seed: 1, rows: rowsOfSpace(defaultSpace(settings, chosen)) }
}

/** The searches of the library, kept up to date while one goes on, and which of them is shown; null: a new one is set up. */
function useSearches(open: Ref<boolean>) {
  const { guard } = useErrors()
  const searches = shallowRef<readonly Search[]>([])
  const shownId = shallowRef<string | null>(null)
  const shown = computed(() => searches.value.find(({ id }) => id === shownId.value) ?? null)
  async function refresh(): Promise<void> {
    if (open.value) searches.value = await call('search.list', null)
  }
  onChanged(['searches', 'runs', 'library'], () => void guard(refresh))
  return { searches, shownId, shown, refresh }
}

/** Searches for good settings: set up, started, gone on with, and the best trained as a run. */
export function useSearch(open: Ref<boolean>, dataset: Readonly<Ref<Dataset | null>>, settings: Readonly<Ref<TrainingSettings>>) {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const { searches, shownId, shown, refresh } = useSearches(open)
  const draft = shallowRef<SearchDraft>(draftFor(settings.value))
  const job = computed(() => jobs.running.find(({ kind, subject }) => kind === 'search' && subject === shownId.value) ?? null)
  const request = computed<SearchRequest | string>(() => requestOf(draft.value, dataset.value, settings.value))
  const whyNot = computed(() => {
    if (jobs.running.some(({ kind }) => kind === 'search')) return 'A search is going on'
    if (shown.value) return draft.value.minutes === null ? 'Give a budget in minutes' : null
    return typeof request.value === 'string' ? request.value : null
  })

  function change(part: Partial<SearchDraft>): void {
    const isOther = part.method !== undefined && part.method !== draft.value.method
    draft.value = { ...draft.value, ...part, ...(isOther && { rows: draftFor(settings.value, part.method).rows }) }
  }

  function show(id: string | null): void {
    shownId.value = id
    const found = searches.value.find((search) => search.id === id)
    if (found) change({ minutes: found.settings.minutes, trials: found.settings.trials })
  }

  async function start(): Promise<void> {
    const { minutes, trials } = draft.value
    const asked = shown.value && minutes !== null ? { ...shown.value.settings, minutes, trials } : request.value
    if (whyNot.value !== null || typeof asked === 'string') return
    await guard(async () => {
      const { searchId } = await call('search.start', asked)
      await refresh()
      show(searchId)
    })
  }

  /** Trains a run with the settings of a trial; only then its test figures are known. */
  async function train(trial: number): Promise<void> {
    const searchId = shownId.value
    if (searchId !== null) await guard(async () => void (await call('search.train', { searchId, trial })))
  }

  watch(open, async (isOpen) => {
    if (!isOpen) return
    draft.value = draftFor(settings.value)
    await guard(refresh)
    show(searches.value.find(({ state }) => state === 'running')?.id ?? null)
  })

  return { searches, shownId, shown, show, draft, change, job, whyNot, start, train }
}

/** What a draft asks for; a sentence about what it lacks. */
function requestOf(
  { rows, name, minutes, ...draft }: SearchDraft,
  dataset: Dataset | null,
  base: TrainingSettings,
): SearchRequest | string {
  if (dataset === null) return 'Choose a dataset in Train'
  if (minutes === null) return 'Give a budget in minutes: a search has no end of its own'
  const space = spaceOfRows(rows)
  if (typeof space === 'string') return space
  try {
    checkSpace(base, space)
  } catch (error) {
    return asFailure(error).message
  }
  const named = name.trim()
  const parsed = searchRequestSchema.safeParse({
    ...draft,
    minutes,
    space,
    base,
    datasetId: dataset.id,
    ...(named !== '' && { name: named }),
  })
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? 'These settings do not fit')
}

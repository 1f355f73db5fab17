import type { TrackFilter } from '@shared/contract/tracks'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { libraryRef } from '../library-change'

type Quadrant = NonNullable<TrackFilter['quadrants']>[number]
type SourceOrNone = NonNullable<TrackFilter['labelSources']>[number]
/** A condition that may be asked for, excluded, or left open. */
export type Condition = boolean | null

export interface FilterChoices {
  readonly search: string
  readonly quadrants: readonly Quadrant[]
  readonly labelSources: readonly SourceOrNone[]
  readonly hasAudio: Condition
  readonly hasLyrics: Condition
  readonly hasComments: Condition
  readonly missingAudio: Condition
  /** Only these tracks; null: all. */
  readonly trackIds: readonly number[] | null
}

export const openChoices: FilterChoices = {
  search: '',
  quadrants: [],
  labelSources: [],
  hasAudio: null,
  hasLyrics: null,
  hasComments: null,
  missingAudio: null,
  trackIds: null,
}

/** What was chosen as the filter that the services take: open choices are left out. */
export function filterOf(choices: FilterChoices): TrackFilter {
  const search = choices.search.trim()
  return {
    ...(search && { search }),
    ...(choices.quadrants.length > 0 && { quadrants: [...choices.quadrants] }),
    ...(choices.labelSources.length > 0 && { labelSources: [...choices.labelSources] }),
    ...(choices.hasAudio !== null && { hasAudio: choices.hasAudio }),
    ...(choices.hasLyrics !== null && { hasLyrics: choices.hasLyrics }),
    ...(choices.hasComments !== null && { hasComments: choices.hasComments }),
    ...(choices.missingAudio !== null && { missingAudio: choices.missingAudio }),
    ...(choices.trackIds !== null && { trackIds: [...choices.trackIds] }),
  }
}

/** How many conditions are set, for the filter panel's heading. */
export function countConditions(choices: FilterChoices): number {
  return Object.keys(filterOf(choices)).length
}

/** Which tracks the library view shows; the search field of the top bar writes here too. */
export const useFilterStore = defineStore('filter', () => {
  const choices = libraryRef<FilterChoices>(openChoices)
  const filter = computed(() => filterOf(choices.value))
  const conditions = computed(() => countConditions(choices.value))

  function change(part: Partial<FilterChoices>): void {
    choices.value = { ...choices.value, ...part }
  }

  function reset(): void {
    choices.value = openChoices
  }

  return { choices, filter, conditions, change, reset }
})

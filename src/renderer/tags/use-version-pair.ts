import type { LabelSide } from '@shared/contract/label-moves'
import type { LabelVersion } from '@shared/contract/labels'
import type { Plane } from '@shared/contract/tracks'
import { rankOfSource } from '@shared/domain/label'
import { labelMoves, type LabelPair, shiftHistogram } from '@shared/domain/label-moves'
import { movedTracks, quadrantCounts } from '@shared/domain/label-preview'
import type { Scheme } from '@shared/domain/schemes/scheme'
import type { TrackPoints } from '@shared/domain/tag-matrix'
import { computed, ref, shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** What can be laid side by side: a version, or the draft. */
export type SideChoice = number | 'draft'

/** Width of a bar of the histogram in plane units, and how many there are; the last holds all that is farther. */
export const histogramBins = { width: 0.1, count: 10 }

function planeOf({ trackIds }: LabelPair, { valence, arousal }: TrackPoints): Plane {
  const source = new Uint8Array(trackIds.length).fill(rankOfSource('tags'))
  return { trackIds, valence: new Float32Array(valence), arousal: new Float32Array(arousal), source }
}

/** Two versions as planes, counts, histogram and moved tracks. */
function laidSideBySide(pair: LabelPair) {
  return {
    before: planeOf(pair, pair.before),
    after: planeOf(pair, pair.after),
    countsBefore: quadrantCounts(pair.before),
    countsAfter: quadrantCounts(pair.after),
    totals: movedTracks(pair.before, pair.after),
    moves: labelMoves(pair),
    histogram: shiftHistogram(pair, histogramBins.width, histogramBins.count),
  }
}

/** The two sides that a person chooses, at first the oldest version and the draft or else the newest, and what their labels do. */
export function useVersionPair(props: { readonly versions: readonly LabelVersion[]; readonly draft: Scheme | null }) {
  const { guard } = useErrors()
  const choice = ref<{ before: SideChoice | null; after: SideChoice | null }>({
    before: props.versions.at(-1)?.id ?? null,
    after: props.draft ? 'draft' : (props.versions[0]?.id ?? null),
  })
  const pair = shallowRef<ReturnType<typeof laidSideBySide> | null>(null)
  const sides = computed(() => {
    const [earlier, later] = [sideOf(choice.value.before), sideOf(choice.value.after)]
    return earlier && later ? { before: earlier, after: later } : null
  })
  let asked = 0

  function sideOf(own: SideChoice | null): LabelSide | null {
    if (own === 'draft') return props.draft ? { scheme: props.draft } : null
    return own === null ? null : { versionId: own }
  }

  async function load(): Promise<void> {
    asked += 1
    const own = asked
    const wanted = sides.value
    const answer = wanted ? await guard(() => call('labels.pair', wanted)) : null
    if (own === asked) pair.value = answer ? laidSideBySide(answer) : null
  }

  watch(sides, () => void load(), { immediate: true })
  return { choice, sides, pair }
}

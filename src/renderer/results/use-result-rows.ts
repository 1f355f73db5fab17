import type { ChannelResult } from '@shared/contract/channels'
import { computed } from 'vue'
import { useSettingsStore } from '../api/stores/settings-store'
import { computerOf } from '../ui/device-words'
import { countOf, formatCount } from '../ui/format'
import type { Run, RunPrediction } from '@shared/contract/training'
import { dimensions } from '@shared/domain/plane'
import { modalityOfNetwork } from '@shared/domain/network'
import { quadrantReport } from '@shared/domain/quadrant-report'
import {
  baselineRow,
  baselineRows,
  keptReport,
  measuredReport,
  type MetricRow,
  publishedRow,
  runRow,
  type SplitReport,
} from './metric-rows'
import { observedQuadrant, pairOf, quadrantShares, type SplitChoice, splitsOf } from './observed-predicted'
import { useResultsStore } from './results-store'
import { leakTag } from './run-facts'

const noun: Readonly<Record<SplitChoice, string>> = {
  fold: 'track, out of fold',
  test: 'test track',
  validation: 'validation track',
  train: 'training track',
}
const plural: Readonly<Record<SplitChoice, string>> = {
  fold: 'tracks, out of fold',
  test: 'test tracks',
  validation: 'validation tracks',
  train: 'training tracks',
}

/** Such as "V 40, A 56": how many tracks have a label of each dimension; '' where all have both. */
function labelledInWords({ tracks, labelled }: SplitReport): string {
  if (!labelled || Math.min(labelled.valence, labelled.arousal) === tracks) return ''
  const words = dimensions.map((dimension) => {
    const [count, letter] = [labelled[dimension], dimension === 'valence' ? 'V' : 'A']
    return count === 0 ? `${letter} never labelled` : `${letter} ${formatCount(count)}`
  })
  return words.join(', ')
}

/** The set of a run that answers the choice: the chosen one, else the one that counts first. */
function splitOf(predictions: readonly RunPrediction[], chosen: SplitChoice | null): SplitChoice | null {
  const own = splitsOf(predictions)
  return chosen !== null && own.includes(chosen) ? chosen : (own[0] ?? null)
}

function publishedFor(run: Run | null, published: ChannelResult<'results.published'>): ChannelResult<'results.published'>[number] | null {
  return published.find(({ model }) => run && model === modalityOfNetwork(run.network)) ?? null
}

/** Everything that the Results view shows of the chosen run and set. */
export function useResultRows() {
  const results = useResultsStore()
  const settings = useSettingsStore()

  const splitFor = (run: Run): SplitChoice | null => splitOf(results.predictions.get(run.id) ?? [], results.split)

  function reportOf(run: Run): SplitReport | null {
    const split = splitFor(run)
    const isKept = split === null || split === 'test' || split === 'fold'
    if (isKept) return run.metrics && keptReport(run.metrics)
    return measuredReport((results.predictions.get(run.id) ?? []).filter((prediction) => prediction.split === split))
  }

  const inSplit = computed(() => results.shownPredictions.filter(({ split }) => split === results.split))
  const visible = computed(() =>
    inSplit.value.filter((prediction) => results.onlyQuadrant === null || observedQuadrant(prediction) === results.onlyQuadrant),
  )
  const report = computed(() => (results.shown ? reportOf(results.shown) : null))
  const publishedNow = computed(() => publishedFor(results.shown, results.published))
  const shares = computed(() => quadrantShares(inSplit.value, publishedNow.value?.quadrantAccuracy ?? null))

  const overall = computed(() => quadrantReport(inSplit.value.map(pairOf)))

  /** Names the tracks that a run was measured on; null before they are loaded. */
  function tracksOf(run: Run): string | null {
    const split = splitFor(run)
    const inSplit = (results.predictions.get(run.id) ?? []).filter((prediction) => prediction.split === split)
    return inSplit.length === 0 ? null : inSplit.map(({ trackId }) => trackId).join(' ')
  }

  /** Those of the shown run, which were measured on its test set or out of fold; the mean alone of runs of earlier versions. */
  const baselines = computed<MetricRow[]>(() => {
    if (!results.shown || !report.value?.baseline) return []
    if (results.shown.baselines.length > 0) return baselineRows(results.shown, tracksOf(results.shown), settings.scale)
    const mean = baselineRow(report.value, settings.scale)
    return mean ? [mean] : []
  })

  const rows = computed<MetricRow[]>(() => {
    // Runs that were computed on several devices differ a little for that alone.
    const differ = new Set(results.compared.map(computerOf)).size > 1
    const runs = results.compared.flatMap((run) => {
      const own = reportOf(run)
      const split = splitFor(run) ?? 'test'
      return own
        ? [
            runRow(
              run,
              own,
              [
                countOf(own.tracks, noun[split], plural[split]),
                labelledInWords(own),
                split === 'test' ? leakTag(run) : '',
                differ ? computerOf(run) : '',
              ]
                .filter(Boolean)
                .join(', '),
              tracksOf(run),
              settings.scale,
            ),
          ]
        : []
    })
    const modalities = new Set(results.compared.map((run) => modalityOfNetwork(run.network)))
    const study = results.published.filter(({ model }) => modalities.has(model)).map((row) => publishedRow(row, settings.scale))
    return [...runs, ...baselines.value, ...study]
  })

  return { inSplit, visible, report, rows, shares, overall, publishedNow }
}

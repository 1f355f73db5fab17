import type { Run } from '@shared/contract/training'
import { epochsInWords } from '@shared/domain/epochs-done'
import { finalModelOf } from '@shared/domain/final-model'
import { leakShare } from '@shared/domain/leak'
import { twoDecimals } from '@shared/domain/two-decimals'
import { tableLines } from '../options'
import type { CommandAnswer } from '../run-command'
import { baselineLines } from './describe-baselines'

/** What `train` and `runs resume` answer; `metrics` are those of the model that `export` gives. */
export function describeTrained(run: Run): CommandAnswer {
  const { id, datasetId, datasetName, engine, device, epochsDone, baselines, computedOn } = run
  const model = finalModelOf(run)
  const metrics = model === 'network' ? run.metrics : (baselines.find(({ name }) => name === model)?.metrics ?? null)
  const last = computedOn.at(-1)
  const [driver, choice] = [last?.device.driver ?? null, last?.choice?.reason ?? null]
  return {
    value: {
      runId: id,
      datasetId,
      datasetName,
      engine,
      device,
      driver,
      choice,
      epochs: epochsDone,
      model,
      metrics,
      networkMetrics: run.metrics,
      baselines,
    },
    lines: [...runTable([run]), ...(choice === null ? [] : [choice]), ...baselineLines(run)],
  }
}

const errors = ['MAE valence (−1…1)', 'MAE arousal (−1…1)']
const runColumns = ['run', 'name', 'state', 'epochs', 'R² valence', 'R² arousal', ...errors, 'leak']

/** Runs as lines. */
export function runTable(runs: readonly Run[]): string[] {
  const areTagged = runs.some(({ tags }) => tags.length > 0)
  const rows = runs.map(({ metrics, leak, ...run }) => [
    run.id,
    run.name,
    run.archivedAt === null ? run.state : `${run.state}, archived`,
    epochsInWords(run),
    interval(metrics?.valence?.r2),
    interval(metrics?.arousal?.r2),
    interval(metrics?.valence?.mae),
    interval(metrics?.arousal?.mae),
    leak ? leakShare(leak) : '–',
    ...(areTagged ? [run.tags.join(', ')] : []),
  ])
  return tableLines([...runColumns, ...(areTagged ? ['tags'] : [])], rows)
}

function interval(metric: { value: number; low: number; high: number } | undefined): string {
  return metric ? `${twoDecimals(metric.value)} [${twoDecimals(metric.low)}, ${twoDecimals(metric.high)}]` : '–'
}

import { join } from 'node:path'
import { z } from 'zod'
import { mixSeed } from '@shared/domain/random'
import type { TrackPoints } from '@shared/domain/tag-matrix'
import { joinPredictions } from '@shared/domain/unreliability/join-predictions'
import { labelErrors } from '@shared/domain/unreliability/label-errors'
import { type CaseKind, caseKinds } from './label-errors/cases'
import { noises, withNoise } from './label-errors/noise'
import { areaUnderCurve, averagePrecision } from './label-errors/ranking'
import { startPythonPeer } from './harness/python-peer'

/** Draws of songs and of wrong labels for each case; more narrow the intervals. */
const seeds = Number(process.argv[2] ?? 10)
/** The settings of our score were chosen by the draws 1001 to 1010; others judge it. */
const firstSeed = Number(process.argv[3] ?? 3001)
/** Only cases whose name contains this. */
const wanted = process.argv[4] ?? ''
const measures = { AUROC: areaUnderCurve, 'average precision': averagePrecision }
const answerSchema = z.record(z.string(), z.array(z.number()))
const script = join(process.cwd(), 'bench', 'peers', 'cleanlab-label-errors.py')
const cleanlab = startPythonPeer('cleanlab', ['cleanlab==2.9.0'], script)

/** One measure of one draw, ours and of each of the peer's ways. */
interface Row {
  readonly ours: number
  readonly peer: Readonly<Record<string, number>>
}

/** Rows as the peer reads them; of valence alone where people rated nothing else. */
const rowsOf = ({ valence, arousal }: TrackPoints, onlyValence: boolean): number[][] =>
  Array.from(valence, (value, row) => (onlyValence ? [value] : [value, arousal[row] ?? 0]))
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Makes labels wrong, predicts them out of fold by models that learnt from the wrong ones too, and lets both judge the same numbers. */
async function measure(
  { draw, onlyValence = false }: CaseKind,
  noise: (typeof noises)[string],
  seed: number,
): Promise<Record<keyof typeof measures, Row>> {
  const one = await draw(seed)
  const { labels, wrong } = withNoise(one.labels, noise, mixSeed(seed, 2))
  if (onlyValence) labels.arousal.fill(0)
  const models = one.models.map((predict) => ({ valence: predict(labels.valence), arousal: predict(labels.arousal) }))
  const predictions = joinPredictions(labels, models)
  const ours = labelErrors(labels, predictions).map((error) => error?.logOdds ?? 0)
  const answer = answerSchema.parse(
    await cleanlab.ask({ labels: rowsOf(labels, onlyValence), predictions: rowsOf(predictions, onlyValence) }),
  )
  const rowOf = (of: (scores: number[], wrong: readonly boolean[]) => number): Row => ({
    ours: of(ours, wrong),
    peer: Object.fromEntries(Object.entries(answer).map(([way, scores]) => [way, of(scores, wrong)])),
  })
  return { AUROC: rowOf(measures.AUROC), 'average precision': rowOf(measures['average precision']) }
}

/** Prints the means over all draws; the peer is the best of its ways, chosen afterwards, with the interval of the paired difference. */
function printFigure(name: string, unit: string, rows: readonly Row[], seconds: number): void {
  const ways = Object.keys(rows[0]?.peer ?? {})
  const best = ways
    .map((way) => ({ way, mean: meanOf(rows.map(({ peer }) => peer[way] ?? 0)) }))
    .sort((one, other) => other.mean - one.mean)[0]
  const ours = meanOf(rows.map((row) => row.ours))
  const peer = best?.mean ?? NaN
  const differences = rows.map((row) => row.ours - (row.peer[best?.way ?? ''] ?? 0))
  const difference = meanOf(differences)
  const error = Math.sqrt(meanOf(differences.map((value) => (value - difference) ** 2)) / Math.max(1, rows.length - 1))
  const digits = (value: number): number => Number(value.toFixed(4))
  const interval = { difference: digits(difference), low: digits(difference - 1.96 * error), high: digits(difference + 1.96 * error) }
  const ratio = digits(peer / ours)
  const figure = {
    name,
    ours: digits(ours),
    peer: digits(peer),
    unit,
    ratio,
    goal: 1,
    met: ratio < 1,
    peerWay: best?.way,
    seeds: `${firstSeed} to ${firstSeed + seeds - 1}`,
    ...interval,
    seconds: Math.round(seconds),
  }
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}

try {
  for (const one of caseKinds((sentence) => process.stderr.write(`${sentence}\n`)).filter(({ name }) => name.includes(wanted))) {
    for (const [title, noise] of Object.entries(noises)) {
      const start = performance.now()
      const rows = []
      for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
        rows.push(await measure(one, noise, seed))
        process.stderr.write(`\r${one.name}, ${title}: ${rows.length} of ${seeds} draws `)
      }
      process.stderr.write('\n')
      for (const unit of ['AUROC', 'average precision'] as const) {
        printFigure(
          `label-errors: ${one.name}, ${title}`,
          `${unit} (peer over ours: smaller is better)`,
          rows.map((row) => row[unit]),
          (performance.now() - start) / 1000,
        )
      }
    }
  }
} finally {
  cleanlab.stop()
}

import type { Epoch } from '@shared/contract/training'
import type { ChartData } from 'chart.js'

/** The folds of a history in order, counted from 0. */
export function foldsIn(epochs: readonly Epoch[]): number[] {
  return [...new Set(epochs.map((epoch) => epoch.fold))].sort((a, b) => a - b)
}

/** The fold that is drawn: the chosen one where the history has it, else the latest, which trains now; 0 where there is none. */
export function shownFold(epochs: readonly Epoch[], chosen: number | null): number {
  const folds = foldsIn(epochs)
  return chosen !== null && folds.includes(chosen) ? chosen : (folds.at(-1) ?? 0)
}

type Points = { x: number; y: number }[]

const pointsOf = (epochs: readonly Epoch[], value: (epoch: Epoch) => number | null | undefined): Points =>
  epochs.flatMap((epoch) => {
    const y = value(epoch)
    return y === null || y === undefined || !Number.isFinite(y) ? [] : [{ x: epoch.epoch, y }]
  })

interface CurveColours {
  readonly train: string
  readonly validation: string
  readonly valence: string
  readonly arousal: string
}

/** A curve of a chart, with points where they are few; a dash sets it apart without colours. */
export const line = (label: string, data: Points, colour: string, dash: number[] = []) => ({
  label,
  data,
  borderColor: colour,
  backgroundColor: colour,
  borderWidth: 1.5,
  borderDash: dash,
  pointRadius: data.length > 40 ? 0 : 2,
  tension: 0,
})

/** Training and validation loss by epoch (mean squared error, −1…1). */
export function lossCurves(epochs: readonly Epoch[], colours: CurveColours): ChartData<'line'> {
  return {
    datasets: [
      line(
        'training',
        pointsOf(epochs, (epoch) => epoch.trainLoss),
        colours.train,
      ),
      line(
        'validation',
        pointsOf(epochs, (epoch) => epoch.validationLoss),
        colours.validation,
        [5, 3],
      ),
    ],
  }
}

/** R² on the validation tracks by epoch; far below zero it would hide everything, so it is drawn from −1 on. */
export function r2Curves(epochs: readonly Epoch[], colours: CurveColours): ChartData<'line'> {
  const floor = (value: number | undefined): number | null => (value === undefined ? null : Math.max(-1, value))
  return {
    datasets: [
      line(
        'valence',
        pointsOf(epochs, (epoch) => floor(epoch.valence?.r2)),
        colours.valence,
      ),
      line(
        'arousal',
        pointsOf(epochs, (epoch) => floor(epoch.arousal?.r2)),
        colours.arousal,
        [5, 3],
      ),
    ],
  }
}

import type { PredictedExcerpt, PredictedFile, PredictionItem } from '@shared/contract/workers/prediction'
import type { FileExcerpt } from '../audio/read-excerpt'
import type { FileToPredict } from './decode-ahead'

/** Gathers what a model gives for the excerpts of files, and reports each file when all its excerpts are there. */
export interface FileOutputs {
  /** An excerpt of a file whose output is to come. @returns takes the output */
  expect(file: FileToPredict, excerpt: Pick<FileExcerpt, 'startSeconds' | 'durationSeconds'>): (valence: number, arousal: number) => void
  /** A file has no further excerpts. */
  end(file: FileToPredict): void
  /** A file cannot be read to its end: what it gave is dropped. */
  setAside(file: FileToPredict, reason: string): void
}

/** A file with the outputs that are there. */
interface Gathered {
  readonly points: PredictedExcerpt[]
  /** Excerpts whose output is to come. */
  expected: number
  hasEnded: boolean
  /** Length of the file, as far as it is known. */
  durationSeconds: number
}

/**
 * @param excerptSeconds length of an excerpt, where each excerpt is to be reported too; null reports files alone
 * @param item hears of each file once
 */
export function createOutputs(excerptSeconds: number | null, item: (item: PredictionItem) => void): FileOutputs {
  const files = new Map<FileToPredict, Gathered>()
  const reportIfDone = (file: FileToPredict): void => {
    const own = files.get(file)
    if (!own?.hasEnded || own.expected > 0) return
    files.delete(file)
    item(predictionOf(file, own, excerptSeconds !== null))
  }
  const gatheredOf = (file: FileToPredict): Gathered => {
    const own = files.get(file) ?? { points: [], expected: 0, hasEnded: false, durationSeconds: 0 }
    files.set(file, own)
    return own
  }
  return {
    expect: (file, { startSeconds, durationSeconds }) => {
      const own = gatheredOf(file)
      own.expected += 1
      own.durationSeconds = durationSeconds
      const endSeconds = Math.min(durationSeconds, startSeconds + (excerptSeconds ?? 0))
      return (valence, arousal) => {
        own.expected -= 1
        own.points.push({ startSeconds, endSeconds, valence, arousal })
        reportIfDone(file)
      }
    },
    end: (file) => {
      gatheredOf(file).hasEnded = true
      reportIfDone(file)
    },
    setAside: (file, reason) => {
      // Outputs that are still to come find a file that is not gathered any more.
      files.delete(file)
      item({ kind: 'set-aside', path: file.path, reason })
    },
  }
}

function predictionOf(file: FileToPredict, gathered: Gathered, withExcerpts: boolean): PredictionItem {
  const wrong = gathered.points.flatMap(({ valence, arousal }) => [valence, arousal]).find((value) => !Number.isFinite(value))
  if (wrong === undefined) return predictedFile(file, gathered, withExcerpts)
  return { kind: 'set-aside', path: file.path, reason: `The model gives no finite number for '${file.path}' (${wrong}).` }
}

function predictedFile(file: FileToPredict, { points, durationSeconds }: Gathered, withExcerpts: boolean): PredictedFile {
  const valence = momentsOf(points.map((point) => point.valence))
  const arousal = momentsOf(points.map((point) => point.arousal))
  return {
    kind: 'predicted',
    path: file.path,
    externalId: file.externalId,
    valence: valence.mean,
    arousal: arousal.mean,
    spread: points.length === 1 ? null : Math.sqrt((valence.variance + arousal.variance) / 2),
    startSeconds: points[0]?.startSeconds ?? 0,
    durationSeconds,
    excerpts: withExcerpts ? points : [],
  }
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

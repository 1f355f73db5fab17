import { columnMoments, joinColumns, type Matrix, rowOf, standardise, takeRows } from './matrix'
import { joinSparse, type SparseRows } from './sparse'
import { fitTermWeights, type TermCounts, weighTerms } from './tf-idf'

/** One kind of text of each sample. */
export interface TextCounts {
  readonly words: readonly TermCounts[]
  /** Character n-grams. */
  readonly grams: readonly TermCounts[]
}

/** What baselines read of all samples of a run. */
export interface Material {
  /** Valence and arousal of each sample, [samples, 2], −1…1. */
  readonly targets: Matrix
  /** What no fold may part, [samples]. */
  readonly groups: Int32Array
  /** What needs no learning: summaries of MFCC, mean word vectors; [samples, columns], perhaps of no columns. */
  readonly fixed: Matrix
  readonly texts: readonly TextCounts[]
}

/** Features by which one part of a run learns and predicts: a row for each sample. */
export interface PartFeatures {
  /** For trees and neighbours. */
  readonly dense: Matrix
  /** TF-IDF beside all else, for linear models; null without text. */
  readonly sparse: SparseRows | null
}

const mostWords = 20_000
const mostGrams = 50_000
/** Trees and neighbours read so many of the most frequent words: more columns cost time and gain little. */
const mostDenseWords = 300

/**
 * Makes the features of a part. What is learnt for them (which terms count, and how much) is learnt from its training rows alone.
 * @param train numbers of its training samples
 */
export function featuresOfPart({ fixed, texts }: Material, train: Int32Array): PartFeatures {
  if (texts.length === 0) return { dense: fixed, sparse: null }
  const parts = texts.map(({ words, grams }) => ({
    words: weighTerms(words, fitTermWeights(pick(words, train), mostWords)),
    grams: weighTerms(grams, fitTermWeights(pick(grams, train), mostGrams)),
  }))
  const scaled = standardise(fixed, columnMoments(takeRows(fixed, train)))
  return {
    dense: joinColumns([fixed, ...parts.map(({ words }) => firstColumns(words, mostDenseWords))]),
    sparse: joinSparse([...(fixed.columns > 0 ? [asSparse(scaled)] : []), ...parts.flatMap(({ words, grams }) => [words, grams])]),
  }
}

const noTerms: TermCounts = { terms: new Int32Array(0), counts: new Float64Array(0) }

function pick(texts: readonly TermCounts[], rows: Int32Array): TermCounts[] {
  return Array.from(rows, (row) => texts[row] ?? noTerms)
}

/** The first columns, those of the most frequent terms. */
function firstColumns({ rows, columns }: SparseRows, most: number): Matrix {
  const width = Math.min(columns, most)
  const values = new Float64Array(rows.length * width)
  rows.forEach((row, index) => {
    row.columns.forEach((column, at) => {
      if (column < width) values[index * width + column] = row.values[at] ?? 0
    })
  })
  return { rows: rows.length, columns: width, values }
}

/** Standardised rows as long as those of TF-IDF on average: of length 1. */
function asSparse(matrix: Matrix): SparseRows {
  const columns = Int32Array.from({ length: matrix.columns }, (_, column) => column)
  const factor = 1 / Math.sqrt(matrix.columns)
  const rows = Array.from({ length: matrix.rows }, (_, row) => ({ columns, values: rowOf(matrix, row).map((value) => value * factor) }))
  return { rows, columns: matrix.columns }
}

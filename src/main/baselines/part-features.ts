import { columnMoments, type ColumnMoments, joinColumns, type Matrix, rowOf, standardise, takeRows } from './matrix'
import { joinSparse, type SparseRows } from './sparse'
import { fitTermWeights, type TermCounts, type TermWeights, weighTerms } from './tf-idf'

/** One kind of text of each sample. */
export interface TextCounts {
  readonly words: readonly TermCounts[]
  /** Character n-grams. */
  readonly grams: readonly TermCounts[]
}

/** What baselines read of all samples of a run. */
export interface Material {
  /** Valence and arousal of each sample, [samples, 2], −1…1; NaN where its label lacks that dimension. */
  readonly targets: Matrix
  /** What no fold may part, [samples]. */
  readonly groups: Int32Array
  /** What needs no learning: summaries of MFCC, mean word vectors; [samples, columns], perhaps of no columns; of single precision. */
  readonly fixed: Matrix
  readonly texts: readonly TextCounts[]
}

/** What was learnt for the features of one kind of text. */
export interface TextWeights {
  readonly words: TermWeights
  readonly grams: TermWeights
}

/** Features by which one part of a run learns and predicts: a row for each sample. */
export interface PartFeatures {
  /** For trees and neighbours; of single precision, as a graph computes them. */
  readonly dense: Matrix
  /** TF-IDF beside all else, for linear models; null without text. */
  readonly sparse: SparseRows | null
  /** Moments of the fixed features of the training rows. */
  readonly moments: ColumnMoments
  /** For each kind of text. */
  readonly weights: readonly TextWeights[]
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
  const moments = columnMoments(takeRows(fixed, train))
  if (texts.length === 0) return { dense: fixed, sparse: null, moments, weights: [] }
  const weights = texts.map(({ words, grams }) => ({
    words: fitTermWeights(pick(words, train), mostWords),
    grams: fitTermWeights(pick(grams, train), mostGrams),
  }))
  const parts = texts.map(({ words, grams }, index) => ({
    words: weighTerms(words, weights[index]?.words ?? noWeights),
    grams: weighTerms(grams, weights[index]?.grams ?? noWeights),
  }))
  const scaled = standardise(fixed, moments)
  return {
    dense: joinColumns([fixed, ...parts.map(({ words }) => firstColumns(words, denseWords(words)))]),
    sparse: joinSparse([...(fixed.columns > 0 ? [asSparse(scaled)] : []), ...parts.flatMap(({ words, grams }) => [words, grams])]),
    moments,
    weights,
  }
}

const noTerms: TermCounts = { terms: new Int32Array(0), counts: new Float64Array(0) }
const noWeights: TermWeights = { columns: new Int32Array(0), inverseFrequencies: new Float64Array(0) }

function pick(texts: readonly TermCounts[], rows: Int32Array): TermCounts[] {
  return Array.from(rows, (row) => texts[row] ?? noTerms)
}

/** How many words of a text trees and neighbours read. */
export function denseWords({ columns }: Pick<SparseRows, 'columns'>): number {
  return Math.min(columns, mostDenseWords)
}

/** The first columns, those of the most frequent terms. */
function firstColumns({ rows }: SparseRows, width: number): Matrix {
  const values = new Float64Array(rows.length * width)
  rows.forEach((row, index) => {
    row.columns.forEach((column, at) => {
      if (column < width) values[index * width + column] = Math.fround(row.values[at] ?? 0)
    })
  })
  return { rows: rows.length, columns: width, values }
}

/** What standardised features count for beside TF-IDF: so much that their rows are of length 1 on average, as its rows are. */
export function shareOfFixed(columns: number): number {
  return 1 / Math.sqrt(columns)
}

function asSparse(matrix: Matrix): SparseRows {
  const columns = Int32Array.from({ length: matrix.columns }, (_, column) => column)
  const factor = shareOfFixed(matrix.columns)
  const rows = Array.from({ length: matrix.rows }, (_, row) => ({ columns, values: rowOf(matrix, row).map((value) => value * factor) }))
  return { rows, columns: matrix.columns }
}

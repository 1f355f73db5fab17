import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dimensionMetrics } from '@shared/domain/metrics'
import { fitBoosting } from '@main/baselines/boosting'
import { fitForest } from '@main/baselines/forest'
import type { Examples, Learnt } from '@main/baselines/learner'
import { matrixOf } from '@main/baselines/matrix'
import { meanOfNearest } from '@main/baselines/nearest-neighbours'
import { predictLinear, solveRidge } from '@main/baselines/ridge'
import { solveSparseRidge } from '@main/baselines/sparse-ridge'
import { countGrams, countWords, createGramIds, gramsOf } from '@main/baselines/text-terms'
import { fitTermWeights, type TermCounts, weighTerms } from '@main/baselines/tf-idf'
import { buildVocabulary, encodeTokens } from '@main/text/vocabulary'

const rows = z.array(z.array(z.number()))
const linear = z.object({ penalty: z.number(), weights: rows, constants: z.array(z.number()) })
const terms = z.object({ terms: z.array(z.string()), rows })
const golden = z
  .object({
    features: rows,
    labels: rows,
    asked: rows,
    ridge: linear.extend({ predicted: rows }),
    wide: linear.extend({ features: rows, labels: rows }),
    neighbours: z.object({ count: z.number(), predicted: rows }),
    texts: z.array(z.string()),
    unseen: z.array(z.string()),
    tfidf: z.object({ words: terms, grams: terms }),
    trees: z.object({ train: rows, trainLabels: rows, test: rows, testLabels: rows, forest: rows, boosting: rows }),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/baselines/baselines-golden.json'), 'utf8')))

const largestGap = (ours: ArrayLike<number>, theirs: readonly number[]): number => {
  expect(ours.length).toBe(theirs.length)
  return theirs.reduce((most, value, index) => Math.max(most, Math.abs(value - (ours[index] ?? NaN))), 0)
}
const noPace = (): Promise<void> => Promise.resolve()

describe('ridge regression equals scikit-learn’s', () => {
  it('with more rows than features', () => {
    const model = solveRidge(matrixOf(golden.features), matrixOf(golden.labels), golden.ridge.penalty)
    expect(
      largestGap(
        model.weights.flatMap((own) => [...own]),
        golden.ridge.weights.flat(),
      ),
    ).toBeLessThan(1e-9)
    expect(largestGap(model.constants, golden.ridge.constants)).toBeLessThan(1e-9)
    expect(largestGap(predictLinear(matrixOf(golden.asked), model).values, golden.ridge.predicted.flat())).toBeLessThan(1e-9)
  })

  it('of sparse rows with fewer rows than features', async () => {
    const { features, labels, penalty, weights, constants } = golden.wide
    const columns = features[0]?.length ?? 0
    const sparse = features.map((row) => ({ columns: Int32Array.from(row, (_, column) => column), values: Float64Array.from(row) }))
    const model = await solveSparseRidge({ rows: sparse, columns }, matrixOf(labels), penalty, noPace)
    expect(
      largestGap(
        model.weights.flatMap((own) => [...own]),
        weights.flat(),
      ),
    ).toBeLessThan(1e-6)
    expect(largestGap(model.constants, constants)).toBeLessThan(1e-6)
  })
})

it('nearest neighbours equal scikit-learn’s', () => {
  const predicted = meanOfNearest(matrixOf(golden.features), matrixOf(golden.labels), matrixOf(golden.asked), golden.neighbours.count)
  expect(largestGap(predicted.values, golden.neighbours.predicted.flat())).toBeLessThan(1e-9)
})

describe('TF-IDF equals scikit-learn’s', () => {
  const known = golden.texts.map((text) => text.split(' '))
  const all = [...known, ...golden.unseen.map((text) => text.split(' '))]
  const vocabulary = buildVocabulary(all)
  const words = all.map((tokens) => countWords(encodeTokens(tokens, vocabulary)))
  const idOfGram = new Map<string, number>()
  const gramsOfToken = createGramIds(vocabulary.words)
  for (const word of vocabulary.words) for (const gram of gramsOf(word)) if (!idOfGram.has(gram)) idOfGram.set(gram, idOfGram.size)
  // N-grams get their ids in the order in which words are counted.
  for (const id of vocabulary.ids.values()) gramsOfToken(id)
  const grams = words.map((own) => countGrams(own, gramsOfToken))

  const compare = (counts: readonly TermCounts[], idOf: (term: string) => number | undefined, expected: z.infer<typeof terms>): void => {
    const weights = fitTermWeights(counts.slice(0, known.length), 1000)
    expect(weights.inverseFrequencies).toHaveLength(expected.terms.length)
    const found = weighTerms(counts, weights).rows.map((row) =>
      expected.terms.map((term) => row.values[row.columns.indexOf(weights.columns[idOf(term) ?? -1] ?? -1)] ?? 0),
    )
    expect(largestGap(found.flat(), expected.rows.flat())).toBeLessThan(1e-9)
  }

  it('of words', () => compare(words, (term) => vocabulary.ids.get(term), golden.tfidf.words))
  it('of characters', () => compare(grams, (term) => idOfGram.get(term), golden.tfidf.grams))
})

describe('trees are as good as scikit-learn’s', () => {
  const { train, trainLabels, test, testLabels } = golden.trees
  const examples: Examples = {
    features: matrixOf(train),
    targets: matrixOf(trainLabels),
    groups: Int32Array.from(train, (_, row) => row),
  }
  const qualityOf = ({ predict }: Learnt): number[] => {
    const { values } = predict(matrixOf(test))
    return [0, 1].map(
      (output) =>
        dimensionMetrics(
          testLabels.map((row) => row[output] ?? NaN),
          values.filter((_, index) => index % 2 === output),
        ).r2,
    )
  }
  const within = (quality: readonly number[], seeds: readonly (readonly number[])[]): void => {
    quality.forEach((r2, output) => {
      const theirs = seeds.map((seed) => seed[output] ?? NaN)
      const [low, high] = [Math.min(...theirs), Math.max(...theirs)]
      expect(r2).toBeGreaterThan(low - (high - low) / 2)
      expect(r2).toBeLessThan(high + (high - low))
    })
  }

  it('as a random forest', async () => within(qualityOf(await fitForest(examples, 1, noPace)), golden.trees.forest))
  it('as gradient boosting', async () => within(qualityOf(await fitBoosting(examples, 1, noPace)), golden.trees.boosting))
})

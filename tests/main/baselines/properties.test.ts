import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '@shared/domain/random'
import { binRows } from '@main/baselines/bins'
import { fitBoosting } from '@main/baselines/boosting'
import { fitForest } from '@main/baselines/forest'
import { innerFolds } from '@main/baselines/inner-folds'
import type { Examples } from '@main/baselines/learner'
import { columnMoments, type Matrix, matrixOf, standardise } from '@main/baselines/matrix'
import { fitNeighbours } from '@main/baselines/nearest-neighbours'
import { featuresOfPart } from '@main/baselines/part-features'
import { fitRidge } from '@main/baselines/ridge'
import { summariesPerCoefficient, summariseMfcc } from '@main/baselines/summary-features'
import { countWords } from '@main/baselines/text-terms'
import type { TermCounts } from '@main/baselines/tf-idf'
import { growTree, leafOf } from '@main/baselines/tree'

const noPace = (): Promise<void> => Promise.resolve()
const value = fc.double({ min: -1, max: 1, noNaN: true })
const rowsOf = (columns: number, most = 30, of: fc.Arbitrary<number> = value) =>
  fc.array(fc.array(of, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: most })
const examplesOf = (features: Matrix, targets: Matrix): Examples => ({
  features,
  targets,
  groups: Int32Array.from({ length: features.rows }, (_, row) => row),
})
const models = { fitNeighbours, fitRidge, fitForest, fitBoosting }

describe('summaries of MFCC', () => {
  const frames = 40
  const mfcc = (of: (frame: number) => number): Float32Array => Float32Array.from({ length: 2 * frames }, (_, index) => of(index % frames))

  it('move with a constant that is added, in mean and quantiles alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: frames, maxLength: frames }), (values) => {
        const summary = summariseMfcc(
          mfcc((frame) => values[frame] ?? 0),
          2,
        )
        const moved = summariseMfcc(
          mfcc((frame) => (values[frame] ?? 0) + 8),
          2,
        )
        const differences = moved.map((number, index) => number - (summary[index] ?? 0))
        differences.forEach((difference, index) => {
          const part = index % summariesPerCoefficient
          expect(difference).toBeCloseTo(part === 0 || (part >= 3 && part < 6) ? 8 : 0, 6)
        })
      }),
    )
  })

  it('of silence are finite', () => {
    const summary = summariseMfcc(
      mfcc(() => -100),
      2,
    )
    expect(summary.every(Number.isFinite)).toBe(true)
    expect(summary[1]).toBe(0)
  })
})

describe('bins', () => {
  it('are at most 64, and keep the order of values', () => {
    fc.assert(
      fc.property(rowsOf(1, 300), (rows) => {
        const { codes, edges } = binRows(matrixOf(rows))
        expect((edges[0]?.length ?? 0) + 1).toBeLessThanOrEqual(64)
        rows.forEach(([one = 0], index) => {
          rows.forEach(([other = 0], at) => {
            if (one < other) expect(codes[index]).toBeLessThanOrEqual(codes[at] ?? -1)
          })
        })
      }),
      { numRuns: 30 },
    )
  })
})

describe('a tree', () => {
  it('gives each training row the mean label of its leaf, which holds no fewer rows than asked for', () => {
    fc.assert(
      fc.property(rowsOf(3), fc.integer({ min: 1, max: 4 }), (rows, fewestInLeaf) => {
        const features = matrixOf(rows)
        const targets = Float64Array.from(rows, ([first = 0, second = 0]) => first * second)
        const all = Int32Array.from(rows, (_, row) => row)
        const tree = growTree(binRows(features), targets, 1, all, { mostLevels: 6, fewestInLeaf, columnsPerSplit: 2 }, createRandom(1))
        const leaves = rows.map((row) => leafOf(tree, Float64Array.from(row)))
        for (const leaf of new Set(leaves)) {
          const own = leaves.flatMap((other, row) => (other === leaf ? [targets[row] ?? NaN] : []))
          expect(own.length).toBeGreaterThanOrEqual(Math.min(fewestInLeaf, rows.length))
          expect(tree.values[leaf]).toBeCloseTo(own.reduce((sum, target) => sum + target, 0) / own.length, 9)
        }
      }),
    )
  })
})

describe('every model', () => {
  it.each(Object.entries(models))('%s predicts finite numbers, however few and alike the rows are', async (_, fit) => {
    const alike = matrixOf([
      [1, 0, 3],
      [1, 0, 3],
      [1, 0, 3],
    ])
    const labels = matrixOf([
      [0.5, -0.5],
      [0.5, 0.1],
      [0.5, 0.7],
    ])
    const { predict } = await fit(examplesOf(alike, labels), 1, noPace)
    const { values } = predict(
      matrixOf([
        [1, 0, 3],
        [9, 9, 9],
      ]),
    )
    expect(values.every(Number.isFinite)).toBe(true)
    expect(values[0]).toBeCloseTo(0.5, 9)
    expect((await fit(examplesOf(matrixOf([[1]]), matrixOf([[0.2, 0.4]])), 1, noPace)).predict(matrixOf([[3]])).values[1]).toBeCloseTo(
      0.4,
      9,
    )
  })

  it.each(Object.entries(models))('%s gives the same for the same seed', async (_, fit) => {
    const random = createRandom(4)
    const features = matrixOf(Array.from({ length: 30 }, () => [random.normal(), random.normal(), random.normal()]))
    const targets = matrixOf(Array.from({ length: 30 }, (_row, row) => [features.values[3 * row] ?? 0, random.normal()]))
    const [one, other] = [await fit(examplesOf(features, targets), 9, noPace), await fit(examplesOf(features, targets), 9, noPace)]
    expect(one.predict(features).values).toEqual(other.predict(features).values)
  })
})

describe('what is learnt for features', () => {
  it('comes from training rows alone: words of held-out texts change nothing', () => {
    const texts = [[1], [1, 1, 2], [2], [3, 3, 3]].map(countWords)
    const material = (words: readonly TermCounts[]) => ({
      targets: matrixOf(words.map(() => [0, 0])),
      groups: Int32Array.from(words, (_, row) => row),
      fixed: matrixOf(
        words.map(() => []),
        0,
      ),
      texts: [{ words, grams: words }],
    })
    const train = Int32Array.of(0, 1, 2)
    const other = [...texts.slice(0, 3), countWords([1, 3, 3, 2, 2])]
    const [one, two] = [featuresOfPart(material(texts), train), featuresOfPart(material(other), train)]
    for (const row of train) expect(one.sparse?.rows[row]).toEqual(two.sparse?.rows[row])
    expect(one.sparse?.rows[3]?.columns).toHaveLength(0)
  })

  it('standardises by training rows to mean 0 and deviation 1', () => {
    // Values a thousandth apart or equal: of closer ones rounding is a share of the deviation that no tolerance bounds.
    const thousandths = fc.integer({ min: -1000, max: 1000 }).map((number) => number / 1000)
    fc.assert(
      fc.property(rowsOf(2, 30, thousandths), (rows) => {
        const matrix = matrixOf(rows)
        const again = columnMoments(standardise(matrix, columnMoments(matrix)))
        again.means.forEach((mean) => expect(mean).toBeCloseTo(0, 6))
        again.deviations.forEach((deviation) => expect(deviation).toBeCloseTo(1, 6))
      }),
    )
  })

  it('is chosen on folds that never part a group', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 60 }), fc.integer(), (groups, seed) => {
        const folds = innerFolds(Int32Array.from(groups), 3, createRandom(seed))
        groups.forEach((group, row) => expect(folds[row]).toBe(folds[groups.indexOf(group)]))
        expect(new Set(folds).size).toBe(Math.min(3, new Set(groups).size))
      }),
    )
  })
})

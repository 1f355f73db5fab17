import { readFile } from 'node:fs/promises'
import { type BaselinesPayload, keptLexiconSchema } from '@shared/contract/workers/baselines'
import type { UsedBackbone } from '@shared/contract/workers/backbone'
import type { TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { isTextKind, type Modality, type TextKind } from '@shared/domain/modality'
import { groupOfSample } from '../learning/folds'
import { readInput } from '../learning/samples'
import { type InputShape, studyInputs } from '../network/inputs'
import { decodeSafetensors } from '../network/safetensors'
import type { WeightTensor } from '../network/weights'
import { readVocabulary } from '../text/vocabulary'
import type { FeatureSource } from './feature-graph'
import type { Pace } from './learner'
import { lexiconScores, lexiconTable } from './lexicon-scores'
import { joinColumns, type Matrix, matrixOf } from './matrix'
import type { Material, TextCounts } from './part-features'
import { summariseExcerpt } from './summary-blocks'
import { countGrams, countWords, createGramIds } from './text-terms'
import type { TermCounts } from './tf-idf'

/** What one modality gives: numbers that need no learning, [samples, columns], and what texts consist of. */
interface Read {
  readonly fixed: Matrix
  readonly text: TextCounts | null
  readonly source: FeatureSource
}

/** What baselines read of the samples of a run, and what it was made of. */
export interface ReadMaterial extends Material {
  readonly sources: readonly FeatureSource[]
}

type Payload = Pick<BaselinesPayload, 'modalities' | 'texts' | 'excerptRule' | 'backbone'>

const samplesBetweenPauses = 50

/**
 * Reads what baselines learn from: summaries of each excerpt's MFCC, what a backbone gives of it, the words of each text with the mean of
 * their vectors and what a lexicon says of them.
 * @throws Failure what `readInput` throws; `internal` when a text has no vocabulary
 */
export async function readMaterial(samples: readonly TrainingSample[], payload: Payload, pace: Pace): Promise<ReadMaterial> {
  const reads: Read[] = []
  for (const [index, modality] of payload.modalities.entries()) {
    const ownPace: Pace = (share) => pace((index + share) / payload.modalities.length)
    reads.push(
      isTextKind(modality) ? await readText(samples, modality, payload, ownPace) : await readNumbers(samples, modality, payload, ownPace),
    )
  }
  const groups = new Map<string, number>()
  const numberOf = (name: string): number => {
    const number = groups.get(name) ?? groups.size
    groups.set(name, number)
    return number
  }
  return {
    targets: matrixOf(samples.map(({ valence, arousal }) => [valence ?? Number.NaN, arousal ?? Number.NaN])),
    groups: Int32Array.from(samples, (sample) => numberOf(groupOfSample(sample))),
    fixed: singlePrecision(joinColumns(reads.map(({ fixed }) => fixed))),
    texts: reads.flatMap(({ text }) => (text ? [text] : [])),
    sources: reads.map(({ source }) => source),
  }
}

/** Numbers as a graph has them, so that a tree takes the same way by both. */
function singlePrecision({ rows, columns, values }: Matrix): Matrix {
  return { rows, columns, values: values.map(Math.fround) }
}

async function readNumbers(
  samples: readonly TrainingSample[],
  modality: Modality,
  { excerptRule, backbone }: Payload,
  pace: Pace,
): Promise<Read> {
  const shape = shapeOf(backbone && modality === 'backbone' ? vectorOf(backbone) : studyInputs({}, excerptRule)[modality], modality)
  const rows = await readEach(samples, modality, shape, pace, (numbers) => summaryOf(numbers, shape))
  return {
    fixed: matrixOf(rows),
    text: null,
    source: shape.kind === 'vector' ? { source: 'vector', modality, units: shape.units } : { source: 'excerpt' },
  }
}

function vectorOf({ units }: UsedBackbone): InputShape {
  return { kind: 'vector', units }
}

function summaryOf(numbers: Float32Array | Int32Array, shape: InputShape): Float64Array {
  if (shape.kind !== 'sequence') return Float64Array.from(numbers)
  return summariseExcerpt({ mfcc: Float32Array.from(numbers), coefficients: shape.channels })
}

async function readText(samples: readonly TrainingSample[], kind: TextKind, { texts }: Payload, pace: Pace): Promise<Read> {
  const files = texts[kind]
  if (!files) return fail('internal', `The run has no vocabulary of ${kind}.`, 'Train it again.')
  const vocabulary = readVocabulary(files.vocabularyPath)
  const shape = shapeOf(studyInputs({ [kind]: vocabulary.words.length + 1 })[kind], kind)
  const vectors = files.vectorsPath === null ? null : await readVectors(files.vectorsPath, kind)
  const lexicon = files.lexiconPath === null ? null : await readLexicon(files.lexiconPath, vocabulary.words)
  const gramsOfToken = createGramIds(vocabulary.words)
  const rows = await readEach(samples, kind, shape, pace, (tokens) => {
    const words = countWords(tokens)
    const mean = vectors ? meanVector(words, vectors) : new Float64Array(0)
    const scores = lexicon ? lexiconScores(meanVector(words, lexicon)) : new Float64Array(0)
    return { words, grams: countGrams(words, gramsOfToken), fixed: Float64Array.of(...mean, ...scores) }
  })
  const text = { words: rows.map(({ words }) => words), grams: rows.map(({ grams }) => grams) }
  const source = { source: 'text', kind, vocabularySize: vocabulary.words.length + 1, gramsOfToken, vectors, lexicon } as const
  return { fixed: matrixOf(rows.map(({ fixed }) => fixed)), text, source }
}

function shapeOf(shape: InputShape | undefined, modality: Modality): InputShape {
  return shape ?? fail('internal', `It is not known how ${modality} is read.`, 'Train the run again.')
}

/** Makes something of the numbers of each sample, in order. */
async function readEach<Made>(
  samples: readonly TrainingSample[],
  modality: Modality,
  shape: InputShape,
  pace: Pace,
  make: (numbers: Float32Array | Int32Array) => Made,
): Promise<Made[]> {
  const made: Made[] = []
  for (const [index, sample] of samples.entries()) {
    if (index % samplesBetweenPauses === 0) await pace(index / samples.length)
    made.push(make(await readInput(sample, modality, shape)))
  }
  return made
}

async function readVectors(path: string, kind: TextKind): Promise<WeightTensor | null> {
  return decodeSafetensors(await readFile(path), path).weights.get(`${kind}.0.weight`) ?? null
}

async function readLexicon(path: string, words: readonly string[]): Promise<WeightTensor | null> {
  return lexiconTable(words, keptLexiconSchema.parse(JSON.parse(await readFile(path, 'utf8'))).words)
}

/** Mean of the vectors of a text's words; zeros for a text without words. */
function meanVector({ terms, counts }: TermCounts, { dims, data }: WeightTensor): Float64Array {
  const size = dims[1] ?? 0
  const mean = new Float64Array(size)
  const tokens = counts.reduce((sum, count) => sum + count, 0)
  terms.forEach((token, position) => {
    const share = (counts[position] ?? 0) / tokens
    for (let index = 0; index < size; index += 1) mean[index] = (mean[index] ?? 0) + (data[token * size + index] ?? 0) * share
  })
  return mean
}

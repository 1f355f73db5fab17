import type { Progress } from '@shared/contract/worker-messages'
import type { ExplainedFile, ExplanationPayload } from '@shared/contract/workers/explanation'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { fail } from '@shared/domain/failure'
import { chanceOf, meanMove, type Move, type Stretch, spansOf, stretchesOf, withoutStretch } from '@shared/domain/occlusion'
import { createRandom, mixSeed } from '@shared/domain/random'
import type { Session } from '../onnx/session'
import type { ExcerptToPredict, FileTokens } from './decode-ahead'
import type { DecodeExcerpts } from './excerpts-to-predict'
import { openModelBatches } from './model-batches'
import { fileReader, type ModelInputs, modelInputs, type TextEncoders } from './read-model-inputs'
import { movedWords, type ReadWord, type TextWords, withoutWord, wordsOf } from './explained-words'

/** How often a stretch is filled anew: one filling may sound otherwise than the rest by chance. */
const drawsPerStretch = 3
/** Excerpts that pass the model at once. */
const batchSize = 8

/** What an explanation needs from the process that computes it. */
export interface ExplanationEnvironment {
  readonly session: Session
  readonly encoders: TextEncoders
  /** Of each kind of text that the model reads: its words. */
  readonly words: TextWords
  readonly rule: ExcerptRule
  readonly decode: DecodeExcerpts
  readonly signal: AbortSignal
  readonly yieldToEvents: () => Promise<void>
  readonly progress: (progress: Progress) => void
}

/** What a model reads of a file. */
interface Read {
  readonly excerpt: ExcerptToPredict
  readonly tokens: FileTokens
}

/**
 * Explains a model's prediction of a file by occlusion: each stretch of the excerpt is filled by the rest of it, each distinct word is left
 * out, and the prediction with it is held against the one without it (Zeiler and Fergus 2014).
 * @returns spans and words with what they moved, −1…1
 * @throws Failure as `predictFiles`; `file-invalid` where the model predicts no finite numbers; the signal's reason when cancelled
 */
export async function explainFile({ file, seed }: ExplanationPayload, environment: ExplanationEnvironment): Promise<ExplainedFile> {
  const inputs = modelInputs(environment.session.inputNames, environment.encoders)
  const read = await readFile(file, inputs, environment)
  const heard = inputs.audio ? heardOf(read.excerpt, environment.rule) : null
  const stretches = heard ? stretchesOf(environment.rule, heard.startSeconds, heard.endSeconds - heard.startSeconds) : []
  const words = wordsOf(file, read.tokens, environment.words)
  const reads = [() => read, ...withoutStretches(read, stretches, seed), ...withoutWords(read, words)]
  const [whole, ...parts] = await predictEach(reads, inputs, environment)
  if (!whole) throw new RangeError('The model was asked nothing.')
  const moves = parts.map((without): Move => ({ valence: whole.valence - without.valence, arousal: whole.arousal - without.arousal }))
  const draws = stretches.map((_, index) => moves.slice(index * drawsPerStretch, (index + 1) * drawsPerStretch))
  return {
    ...whole,
    heard,
    spans: spansOf(stretches.map(({ startSeconds, endSeconds }, index) => ({ startSeconds, endSeconds, ...meanMove(draws[index] ?? []) }))),
    chance: heard ? chanceOf(draws) : null,
    words: movedWords(words, moves.slice(stretches.length * drawsPerStretch)),
  }
}

async function readFile(
  file: ExplanationPayload['file'],
  inputs: ModelInputs,
  { encoders, rule, signal, ...environment }: ExplanationEnvironment,
): Promise<Read> {
  const decode: DecodeExcerpts = (request, ofFile) => environment.decode({ ...request, rule }, ofFile)
  const reading = fileReader(inputs, { excerptsPerTrack: 1, everySeconds: null }, decode, encoders)(file, signal)
  const tokens = await reading.tokens
  for await (const [excerpt] of reading.excerpts) if (excerpt) return { excerpt, tokens }
  return fail('file-unreadable', `${file.path} gave no audio.`, 'Check that the file plays elsewhere.')
}

function heardOf({ startSeconds, durationSeconds }: ExcerptToPredict, { lengthSeconds }: ExcerptRule) {
  return { startSeconds, endSeconds: Math.min(startSeconds + lengthSeconds, durationSeconds), durationSeconds }
}

/** The stretches one after the other, each as often as it is filled. Made when it is its turn: an excerpt has a million samples. */
function withoutStretches(read: Read, stretches: readonly Stretch[], seed: number): (() => Read)[] {
  return stretches.flatMap((stretch, index) =>
    Array.from({ length: drawsPerStretch }, (_, draw) => (): Read => {
      const samples = withoutStretch(read.excerpt.samples, stretch, createRandom(mixSeed(seed, index, draw)))
      return { ...read, excerpt: { ...read.excerpt, samples } }
    }),
  )
}

function withoutWords(read: Read, words: readonly ReadWord[]): (() => Read)[] {
  return words.map(({ kind, id }) => () => ({ ...read, tokens: withoutWord(read.tokens, kind, id) }))
}

/** @throws Failure `file-invalid` for predictions that are not finite */
async function predictEach(reads: readonly (() => Read)[], inputs: ModelInputs, environment: ExplanationEnvironment): Promise<Move[]> {
  const { session, yieldToEvents, signal, progress } = environment
  const batches = openModelBatches(session, inputs, 'waveform', batchSize, yieldToEvents)
  const points: Move[] = []
  const receive = (valence: number, arousal: number): void => {
    if (!Number.isFinite(valence) || !Number.isFinite(arousal))
      fail('file-invalid', 'The model predicts no finite numbers for this track.', 'Choose another model, or train it anew.')
    points.push({ valence, arousal })
    progress({ done: points.length, total: reads.length })
  }
  for (const read of reads) {
    signal.throwIfAborted()
    const { excerpt, tokens } = read()
    await batches.add({ samples: excerpt.samples, tokens, receive })
  }
  await batches.finish()
  return points
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trainWord2Vec } from '@main/text/word2vec'
import type { TokenCorpus } from '@main/text/word2vec-settings'
import { createRandom } from '@shared/domain/random'
import { compare, milliseconds, print } from './harness/figure'
import { startPythonPeer } from './harness/python-peer'

const [topics, topicWords, commonWords] = [20, 250, 1000]
const [texts, textTokens] = [400, 200]
const words = topics * topicWords + commonWords
const settings = { size: 300, window: 7, epochs: 3, negative: 5, threads: 1, seed: 1 }
const nearest = 10

/** Texts of one topic each, half of their words common to all; frequencies fall as in a language (about 1 / rank). */
function corpusOfTopics(): TokenCorpus {
  const random = createRandom(1)
  const rank = (count: number): number => Math.floor(count ** random.next())
  const tokens = Int32Array.from({ length: texts * textTokens }, (_, index) => {
    const topic = Math.floor(index / textTokens) % topics
    return random.next() < 0.5 ? topics * topicWords + rank(commonWords) : topic * topicWords + rank(topicWords)
  })
  return { tokens, offsets: Int32Array.from({ length: texts + 1 }, (_, text) => text * textTokens), words }
}

/** The nearest of the frequent words of all topics (ids) to each of them, by cosine similarity. */
function neighbours(vectors: Float32Array): number[][] {
  const asked = Array.from({ length: topics * nearest }, (_, index) => Math.floor(index / nearest) * topicWords + 1 + (index % nearest))
  const unit = new Map(asked.map((word) => [word, unitVector(vectors.subarray(word * settings.size, (word + 1) * settings.size))]))
  return asked.map((word) => {
    const similarity = new Map(asked.map((other) => [other, dot(unit.get(word), unit.get(other))]))
    return asked
      .filter((other) => other !== word)
      .sort((a, b) => (similarity.get(b) ?? 0) - (similarity.get(a) ?? 0))
      .slice(0, nearest - 1)
  })
}

function unitVector(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector))
  return vector.map((value) => value / length)
}

function dot(first: Float32Array | undefined, second: Float32Array | undefined): number {
  return (first ?? new Float32Array()).reduce((sum, value, index) => sum + value * (second?.[index] ?? 0), 0)
}

/** Share of the neighbours that are of the asked word's own topic. */
function ownTopic(lists: readonly (readonly number[])[]): number {
  const own = lists.flatMap((list, index) => list.filter((word) => Math.floor((word - 1) / topicWords) === Math.floor(index / nearest)))
  return own.length / lists.flat().length
}

const folder = mkdtempSync(join(tmpdir(), 'circumplex-bench-'))
const [corpusPath, vectorsPath] = [join(folder, 'tokens.i32'), join(folder, 'vectors.f32')]
const corpus = corpusOfTopics()
writeFileSync(corpusPath, corpus.tokens)
const gensim = startPythonPeer('gensim', ['gensim==4.4.0'], join(process.cwd(), 'bench', 'peers', 'gensim-word2vec.py'))
let vectors: Float32Array = new Float32Array()

try {
  const request = { tokens: corpusPath, textTokens, words, vectors: vectorsPath, ...settings }
  const figure = await compare({
    name: 'word2vec',
    unit: `ms for ${settings.epochs} epochs of ${corpus.tokens.length} words, one thread each`,
    goal: 1,
    rounds: 5,
    ours: () =>
      milliseconds(async () => {
        vectors = await trainWord2Vec(corpus, settings)
      }),
    peer: async () => Number(await gensim.ask(request)),
  })
  print(figure)
  const trained = corpus.tokens.length * settings.epochs
  const peerVectors = new Float32Array(new Uint8Array(readFileSync(vectorsPath)).buffer)
  const [ours, peer] = [neighbours(vectors), neighbours(peerVectors)]
  const shared = ours.flatMap((list, index) => list.filter((word) => peer[index]?.includes(word))).length / ours.flat().length
  process.stdout.write(
    `${JSON.stringify({
      name: 'word2vec-quality',
      wordsPerSecond: Math.round((1000 * trained) / figure.ours),
      peerWordsPerSecond: Math.round((1000 * trained) / figure.peer),
      ownTopic: ownTopic(ours),
      peerOwnTopic: ownTopic(peer),
      neighboursInCommon: shared,
      met: ownTopic(ours) >= ownTopic(peer) - 0.02,
    })}\n`,
  )
} finally {
  gensim.stop()
  rmSync(folder, { recursive: true, force: true })
}

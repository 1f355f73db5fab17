import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom, type Random } from '@shared/domain/random'

/** Words of the shipped lexicon, the most frequent first; shares fall as in the reference annotations, where the first holds a quarter. */
const words = [
  ...['calmness', 'sadness', 'happiness', 'love', 'excitement', 'melancholy', 'anger', 'joy', 'fear', 'depression'],
  ...['pleasure', 'hope', 'desire', 'tension', 'boredom', 'surprise', 'pride', 'disgust', 'shame', 'relief'],
]
const mostWords = 9

/** Tags of made-up songs in the form of the reference annotations. */
export function madeUpSongs(count: number): Record<string, unknown> {
  const random = createRandom(9)
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`song-${index + 1}`, { valence: 0.5, arousal: 0.5, emotion_tags: tagsOf(random) }]),
  )
}

function tagsOf(random: Random): [string, number][] {
  const wanted = 1 + Math.floor(random.next() * mostWords)
  const counts = new Map<string, number>()
  for (let tag = 0; tag < wanted; tag += 1) {
    const word = words[Math.floor(words.length * random.next() ** 2)] ?? ''
    counts.set(word, (counts.get(word) ?? 0) + Math.ceil(60 * random.next() ** 4))
  }
  return [...counts]
}

/** A scheme as people's labels give one: weights, and coordinates that were moved. */
const learntScheme = {
  kind: 'learnt',
  name: 'Learnt from people',
  learntWeights: { calmness: 0.4, sadness: 0.8, happiness: 0.9, anger: 2.1 },
  coordinates: { calmness: { valence: 0.5, arousal: -0.7 }, anger: { valence: -0.6, arousal: 0.7 } },
  fit: { tracks: 50, strength: 0.25, seed: 1, trackIds: [] },
}

/**
 * Makes a library of tagged songs through the command line, with labels by a learnt scheme.
 * @param annotations file in the form of the reference annotations
 * @returns the library's path
 */
export function makeTaggedLibrary(root: string, folder: string, name: string, annotations: string | Record<string, unknown>): string {
  const path = join(folder, `${name}.circumplex`)
  const file = typeof annotations === 'string' ? annotations : join(folder, `${name}.json`)
  if (typeof annotations !== 'string') writeFileSync(file, JSON.stringify(annotations))
  const scheme = join(folder, `${name}-scheme.json`)
  writeFileSync(scheme, JSON.stringify(learntScheme))
  const library = ['--library', path]
  for (const command of [
    ['library', 'create'],
    ['import', 'tags', file],
    ['labels', 'derive', '--scheme', scheme],
  ]) {
    const program = [join(root, 'out', 'main', 'cli.js'), ...command, ...library, '--json']
    const { status, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8', env: { ...process.env, XDG_CONFIG_HOME: folder } })
    if (status !== 0) throw new Error(`'${command.join(' ')}' failed: ${stderr}`)
  }
  return path
}

/** The reference annotations beside the checkout; null where they are not at hand. */
export function referenceAnnotations(root: string): string | null {
  const path = join(root, '..', 'shared', 'data', 'reference-annotations', 'annotations.json')
  return existsSync(path) ? path : null
}

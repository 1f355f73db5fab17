import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFile } from 'music-metadata'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleManifestSchema, sampleTruthSchema } from '@shared/contract/workers/sample-library'
import { type SampleListener, writeSample } from '@main/sample/write-sample'

let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'circumplex-sample-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true })
})

function listener(
  signal: AbortSignal = new AbortController().signal,
): SampleListener & { readonly outcomes: string[]; readonly done: number[] } {
  const outcomes: string[] = []
  const done: number[] = []
  return {
    outcomes,
    done,
    signal,
    item: ({ outcome }) => outcomes.push(outcome),
    progress: (progress) => done.push(progress.done),
    yieldToEvents: () => Promise.resolve(),
  }
}

const payload = (
  changes: { seed?: number; count?: number } = {},
): { directory: string; count: number; seed: number; secondsPerTrack: number } => ({
  directory,
  count: 3,
  seed: 5,
  secondsPerTrack: 2,
  ...changes,
})
const digestOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

describe('writing the sample library', () => {
  it('writes readable files, the manifest and the truth, and reports each piece', async () => {
    const heard = listener()
    const result = await writeSample(payload(), heard)
    expect(result).toMatchObject({ made: 3, kept: 0, totalBytes: expect.any(Number) })
    expect(heard.outcomes).toEqual(['made', 'made', 'made'])
    expect(heard.done).toEqual([1, 2, 3])

    const manifest = sampleManifestSchema.parse(JSON.parse(await readFile(result.manifestPath, 'utf8')))
    const truth = sampleTruthSchema.parse(JSON.parse(await readFile(result.truthPath, 'utf8')))
    for (const track of manifest.tracks) {
      const path = join(directory, track.fileName)
      const { format, common } = await parseFile(path, { duration: true })
      expect(format).toMatchObject({ sampleRate: 22_050, bitsPerSample: 16, numberOfChannels: 1, duration: 2 })
      expect(common).toMatchObject({ title: track.title, artist: track.artist, album: 'Circumplex synthetic sample', genre: ['synthetic'] })
      expect(truth[track.externalId]).toEqual(track.truth)
    }
    const sizes = await Promise.all(manifest.tracks.map(async ({ fileName }) => (await stat(join(directory, fileName))).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(result.totalBytes)
    expect(await readdir(join(directory, 'audio'))).toHaveLength(3)
  })

  it('keeps what the same seed made and mends what is not whole', async () => {
    await writeSample(payload(), listener())
    const [first = '', second = ''] = (await readdir(join(directory, 'audio'))).map((name) => join(directory, 'audio', name))
    const digests = [await digestOf(first), await digestOf(second)]
    await writeFile(first, 'cut short')

    const heard = listener()
    expect(await writeSample(payload({ count: 4 }), heard)).toMatchObject({ made: 2, kept: 2 })
    expect(heard.outcomes).toEqual(['made', 'kept', 'kept', 'made'])
    expect([await digestOf(first), await digestOf(second)]).toEqual(digests)
  })

  it('stops when it is cancelled, without a manifest, and goes on later', async () => {
    const abort = new AbortController()
    const heard = { ...listener(abort.signal), yieldToEvents: async () => abort.abort() }
    await expect(writeSample(payload(), heard)).rejects.toThrow()
    expect(await readdir(directory)).toEqual(['audio'])
    expect(await writeSample(payload(), listener())).toMatchObject({ made: 2, kept: 1 })
  })
})

import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { frameCount, mfccLength, sampleRate } from '@shared/domain/feature-constants'
import { keepSegments } from '@main/audio/excerpt'
import { extractFeatures } from '@main/audio/extract-features'
import { readFeature } from '@main/audio/feature-cache'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import { readAskedExcerpts } from '@main/audio/read-excerpt'
import { inParts } from '@main/audio/sample-parts'
import { readExcerptsAt } from '@main/audio/read-file-excerpts'
import { mfccGraph } from '@main/audio/mfcc-graph'
import { encodeModel } from '@main/onnx/encode-model'
import { openSession, type Session } from '@main/onnx/session'
import { featuresItemSchema } from '@shared/contract/workers/features'
import type { FeatureRequest, FeaturesItem } from '@shared/contract/workers/features'
import { Failure } from '@shared/domain/failure'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect } from '../../helpers/collect'
import { audioFixture, cutFixture, floatWav, recordingListeners, temporaryFolder, writeWav } from '../../helpers/audio-fixtures'
import { readExcerpt } from '../../helpers/read-excerpt'

/** A sweep whose pitch shows where in the track one is. */
const sweep = (time: number): number => 0.5 * Math.sin(2 * Math.PI * (200 + 10 * time) * time)

const filesBelow = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0

describe('extractFeatures', () => {
  let session: Session
  beforeAll(async () => {
    session = await openMfccSession({ threads: 1 })
  })
  afterAll(() => session.dispose())

  const extract = async (files: FeatureRequest[], cacheDirectory: string, signal?: AbortSignal) => {
    const listeners = recordingListeners<FeaturesItem>(signal)
    const result = await extractFeatures({ files, cacheDirectory, batchSize: 2 }, session, listeners)
    for (const item of listeners.items) featuresItemSchema.parse(item)
    return { result, items: listeners.items }
  }
  const request = (path: string, letter: string, startSeconds: number | null = null): FeatureRequest => ({
    path,
    digest: letter.repeat(64),
    startSeconds,
  })

  it('caches the MFCC of the asked excerpts, sets bad files aside and goes on', async () => {
    const folder = temporaryFolder()
    const path = writeWav(join(folder, 'sweep.wav'), 100, sampleRate, sweep)
    const files = [
      request(path, 'a'),
      request(cutFixture('tone.flac', 0.5, folder), 'b'),
      request(path, 'a', 2),
      request(audioFixture('tone.mp3'), 'c'),
    ]
    const first = await extract(files, join(folder, 'cache'))
    expect(first.result).toEqual({ extracted: 3, cached: 0, setAside: 1 })
    expect(first.items.map((item) => item.kind).sort()).toEqual(['feature', 'feature', 'feature', 'set-aside'])
    const starts = first.items.flatMap((item) => (item.kind === 'feature' && item.digest.startsWith('a') ? [item.usedStartSeconds] : []))
    expect(starts).toEqual([13.5, 2])

    const [feature] = first.items.filter((item) => item.kind === 'feature')
    const expected = await extractMfcc(session, (await readExcerpt({ path, startSeconds: 13.5 })).samples)
    expect(await readFeature(feature?.featurePath ?? '')).toEqual(expected)
    expect(statSync(feature?.featurePath ?? '').size).toBe(4 * mfccLength)

    const second = await extract(files, join(folder, 'cache'))
    expect(second.result).toEqual({ extracted: 0, cached: 3, setAside: 1 })
  })

  it('decodes a file once for all excerpts of it, whatever their order, and each as if it were read alone', async () => {
    const folder = temporaryFolder()
    const path = writeWav(join(folder, 'sweep.wav'), 100, 8000, sweep)
    const short = { lengthSeconds: 6, segmentSeconds: 2, keptSegmentSeconds: 1 }
    const other = writeWav(join(folder, 'other.wav'), 20, 8000, sweep)
    const files = [
      request(path, 'a', 40),
      request(other, 'b', 3),
      request(path, 'a', 90),
      { ...request(path, 'a', 2), heardSeconds: 3 },
      request(path, 'a', 41),
    ]
    const decoded: string[] = []
    const listeners = recordingListeners<FeaturesItem>()
    const payload = { files, cacheDirectory: join(folder, 'cache'), batchSize: 2, rule: short }
    const mfcc = await openMfccSession({ threads: 1 }, short)
    const result = await extractFeatures(payload, mfcc, listeners, (asked, signal) => {
      decoded.push(asked.path)
      return inParts(readAskedExcerpts(asked, signal), 1)
    })
    expect(result).toEqual({ extracted: 5, cached: 0, setAside: 0 })
    expect(decoded).toEqual([path, other])
    const features = listeners.items.flatMap((item) => (item.kind === 'feature' ? [item] : []))
    for (const { path: source, startSeconds, heardSeconds, featurePath, usedStartSeconds } of features) {
      const alone = await readExcerpt({ path: source, startSeconds, heardSeconds, rule: short })
      expect(usedStartSeconds).toBe(startSeconds)
      expect(await readFeature(featurePath, short)).toEqual(await extractMfcc(mfcc, alone.samples, short))
    }
    await mfcc.dispose()
  })

  it('keeps what a damaged file gives before its damage, and sets the rest of its excerpts aside', async () => {
    const folder = temporaryFolder()
    const files = [request('/music/torn.wav', 'a', 0), request('/music/torn.wav', 'a', 100)]
    const listeners = recordingListeners<FeaturesItem>()
    const torn = { sampleRate, channels: [new Float32Array(80 * sampleRate).fill(0.1)] }
    const result = await extractFeatures({ files, cacheDirectory: folder, batchSize: 4 }, session, listeners, (asked, signal) =>
      inParts(
        readAskedExcerpts(asked, signal, async function* () {
          yield await Promise.resolve(torn)
          throw new Failure('file-invalid', 'It is torn.', 'Copy it again.')
        }),
        1,
      ),
    )
    expect(result).toEqual({ extracted: 1, cached: 0, setAside: 1 })
    expect(listeners.items).toMatchObject([{ kind: 'set-aside' }, { kind: 'feature', startSeconds: 0 }])
  })

  it('makes a damaged cache file again', async () => {
    const folder = temporaryFolder()
    const files = [request(audioFixture('tone.wav'), 'd')]
    const [item] = (await extract(files, folder)).items
    const path = item?.kind === 'feature' ? item.featurePath : ''
    const before = await readFeature(path)
    writeFileSync(path, 'half')
    expect((await extract(files, folder)).result.extracted).toBe(1)
    expect(await readFeature(path)).toEqual(before)
  })

  it('sets files with samples of no sound aside and caches nothing of them', async () => {
    const folder = temporaryFolder()
    const files = [1e30, Number.NaN, Number.POSITIVE_INFINITY].map((sample, index) => {
      const path = join(folder, `${index}.wav`)
      writeFileSync(path, floatWav(new Float32Array(sampleRate).fill(sample, 9000, 9100), sampleRate))
      return request(path, String(index))
    })
    const { result, items } = await extract([...files, request(audioFixture('tone.wav'), 'a')], join(folder, 'cache'))
    expect(result).toEqual({ extracted: 1, cached: 0, setAside: 3 })
    expect(items.filter(({ kind }) => kind === 'set-aside').map(({ path }) => path)).toEqual(files.map(({ path }) => path))
    expect(filesBelow(join(folder, 'cache'))).toBe(1)
  })

  it('sets a file aside whose features are not finite', async () => {
    const graph = mfccGraph()
    const broken = await openSession(
      encodeModel(
        {
          ...graph,
          initializers: graph.initializers.map((one) =>
            one.name === 'mfcc/level-share' ? { ...one, data: one.data.map(() => Number.NaN) } : one,
          ),
        },
        {},
      ),
      { threads: 1 },
    )
    const folder = temporaryFolder()
    const listeners = recordingListeners<FeaturesItem>()
    const files = [request(audioFixture('tone.wav'), 'a')]
    expect(await extractFeatures({ files, cacheDirectory: folder, batchSize: 2 }, broken, listeners)).toMatchObject({ setAside: 1 })
    expect(listeners.items).toMatchObject([{ kind: 'set-aside', reason: expect.stringContaining('not finite') }])
    expect(filesBelow(folder)).toBe(0)
    await broken.dispose()
  })

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Failure('cancelled', 'The job was cancelled.', ''))
    await expect(extract([request(audioFixture('tone.wav'), 'e')], temporaryFolder(), signal)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('readExcerpt', () => {
  it('takes the range that was asked for', async () => {
    const path = writeWav(join(temporaryFolder(), 'sweep.wav'), 90, sampleRate, sweep)
    const { samples, startSeconds } = await readExcerpt({ path, startSeconds: 10 })
    expect(startSeconds).toBe(10)
    const expected = keepSegments(Float32Array.from({ length: 73 * sampleRate }, (_, index) => sweep(10 + index / sampleRate)))
    expect(samples.every((value, index) => Math.abs(value - (expected[index] ?? 9)) < 1e-4)).toBe(true)
  })

  it('repeats a short track, and moves a start that is too late', async () => {
    const folder = temporaryFolder()
    const short = await readExcerpt({ path: audioFixture('tone.flac'), startSeconds: 30 })
    expect(short.startSeconds).toBe(0)
    expect(short.samples[100]).toBe(short.samples[100 + sampleRate])
    expect((await readExcerpt({ path: writeWav(join(folder, 'x.wav'), 80, 8000, sweep), startSeconds: 79 })).startSeconds).toBe(7)
    expect(frameCount).toBe(1502)
  })

  it('gives an early excerpt of a long file the same numbers as one that was decoded to its end', async () => {
    const path = writeWav(join(temporaryFolder(), 'sweep.wav'), 120, 8000, sweep)
    const early = await readExcerpt({ path, startSeconds: 1 })
    const [late] = await collect(readExcerptsAt(path, (durationSeconds) => (durationSeconds === 120 ? [1] : [])))
    expect(Buffer.compare(new Uint8Array(early.samples.buffer), new Uint8Array(late?.samples.buffer ?? new ArrayBuffer(0)))).toBe(0)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptSamples, sampleRate } from '@shared/domain/feature-constants'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import { readAskedExcerpts } from '@main/audio/read-excerpt'
import { encodeWav } from '@main/sample/wav'
import { createRandom } from '@shared/domain/random'
import { compare, milliseconds, print } from './harness/figure'
import { startPythonPeer } from './harness/python-peer'

const trackSeconds = 180
const trackRate = 44_100

/** Notes of four harmonics over noise: not music, but as full of sound. */
function notes(seconds: number, rate: number): Float32Array {
  const random = createRandom(1)
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, sample) => {
    const time = sample / rate
    const frequency = 110 * 2 ** ((Math.floor(time * 3) % 19) / 12)
    const harmonics = [1, 2, 3, 4].reduce((sum, harmonic) => sum + Math.sin(2 * Math.PI * frequency * harmonic * time) / harmonic, 0)
    return 0.2 * harmonics * Math.exp(-3 * ((time * 3) % 1)) + 0.02 * (random.next() - 0.5)
  })
}

/** Reads the middle excerpt of a file as the program does, and makes its features. */
async function featuresOf(path: string): Promise<void> {
  for await (const excerpt of readAskedExcerpts({ path, excerpts: [{ startSeconds: null }] })) await extractMfcc(session, excerpt.samples)
}

const folder = mkdtempSync(join(tmpdir(), 'circumplex-bench-'))
const [samplesPath, trackPath] = [join(folder, 'samples.f32'), join(folder, 'track.wav')]
const samples = notes(keptSamples / sampleRate, sampleRate)
writeFileSync(samplesPath, samples)
writeFileSync(trackPath, encodeWav(notes(trackSeconds, trackRate), trackRate))
const session = await openMfccSession()
const librosa = startPythonPeer('librosa', ['librosa==0.11.0'], join(process.cwd(), 'bench', 'peers', 'librosa-features.py'))

try {
  print(
    await compare({
      name: 'features',
      unit: 'ms an excerpt',
      goal: 0.5,
      rounds: 15,
      ours: () => milliseconds(() => extractMfcc(session, samples)),
      peer: async () => Number(await librosa.ask({ samples: samplesPath })),
    }),
  )
  print(
    await compare({
      name: 'features-from-file',
      unit: 'ms a track of 180 s (WAV, 44,100 Hz)',
      goal: 1,
      rounds: 7,
      ours: () => milliseconds(() => featuresOf(trackPath)),
      peer: async () => Number(await librosa.ask({ file: trackPath })),
    }),
  )
} finally {
  librosa.stop()
  await session.dispose()
  rmSync(folder, { recursive: true, force: true })
}

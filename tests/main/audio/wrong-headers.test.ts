import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { importAudio } from '@main/audio/read-audio-folders'
import type { ImportAudioItem } from '@shared/contract/workers/import-audio'
import { describe, expect, it, onTestFinished } from 'vitest'
import { audioFixture, copyFixture, recordingListeners, temporaryFolder, wavFile, type WavHeader } from '../../helpers/audio-fixtures'
import { aiffFile, type AiffHeader } from '../../helpers/aiff-file'

const megabyte = 1_000_000
const sound = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 31) & 0xff)
const wav = (header: Partial<WavHeader>, data = sound): Uint8Array =>
  wavFile({ codec: 1, channels: 1, sampleRate: 8000, blockAlign: 2, bits: 16, ...header }, data)
const aiff = (header: Partial<AiffHeader>): Uint8Array =>
  aiffFile({ channels: 1, frames: 25_000, bits: 16, sampleRate: 8000, ...header }, sound)
/** The size of the extension and, in IMA ADPCM, the samples of a block. */
const ima = (samplesPerBlock: number): Uint8Array => Uint8Array.of(2, 0, samplesPerBlock & 0xff, samplesPerBlock >> 8)

/** Imports a folder with one good file and others; gives the reasons by file name. */
async function reasonsBeside(files: Readonly<Record<string, Uint8Array>>, prepare?: (folder: string) => unknown) {
  const folder = temporaryFolder()
  copyFixture('tone.flac', join(folder, 'm-good.flac'))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  await prepare?.(folder)
  const listeners = recordingListeners<ImportAudioItem>()
  await importAudio({ folders: [folder], knownFiles: [] }, listeners)
  const named = listeners.items.map((item) => [item.path.slice(folder.length + 1), item.kind === 'set-aside' ? item.reason : item.kind])
  return { folder, reasons: Object.fromEntries(named) as Record<string, string> }
}

describe('a file whose header says what no recording has', () => {
  it.each([
    ['a WAV of 0 Hz', 'wav', wav({ sampleRate: 0 }), 'sample rate is 0 Hz'],
    ['a WAV of 1 Hz', 'wav', wav({ sampleRate: 1 }), 'sample rate is 1 Hz'],
    ['a WAV of 4 Hz', 'wav', wav({ sampleRate: 4 }), 'sample rate is 4 Hz'],
    ['a WAV of a million Hz', 'wav', wav({ sampleRate: 1_000_000 }), 'sample rate is 1000000 Hz'],
    ['an AIFF of 0 Hz', 'aiff', aiff({ sampleRate: 0 }), 'sample rate is 0 Hz'],
    ['an AIFF of 1 Hz', 'aiff', aiff({ sampleRate: 1 }), 'sample rate is 1 Hz'],
    ['no channel', 'wav', wav({ channels: 0 }), 'has 0 channels'],
    ['65,535 channels', 'wav', wav({ channels: 65_535, blockAlign: 65_534 }, new Uint8Array(2.8 * megabyte)), 'has 65535 channels'],
    ['an AIFF of 33 channels', 'aiff', aiff({ channels: 33 }), 'has 33 channels'],
    ['a block align of nothing', 'wav', wav({ blockAlign: 0 }), 'block align is 0 bytes'],
    [
      'a block align that its channels contradict',
      'wav',
      wav({ channels: 2 }),
      'block align is 2 bytes, and its channels and bit depth make 4',
    ],
    ['17 bits', 'wav', wav({ bits: 17 }), 'bit depth is 17'],
    ['an AIFF of 12 bits', 'aiff', aiff({ bits: 12 }), 'bit depth is 12'],
    ['a codec that is not read', 'wav', wav({ codec: 0x55 }), 'codec 0x0055'],
    ['an AIFF-C codec that is not read', 'aiff', aiff({ codec: 'QDM2' }), "codec 'QDM2'"],
    [
      'IMA ADPCM of more samples than a block has room for',
      'wav',
      wav({ codec: 0x11, blockAlign: 4, bits: 4, extension: ima(65_535) }, new Uint8Array(2.8 * megabyte)),
      'says 65535 samples per block',
    ],
    [
      'IMA ADPCM of blocks too short for their heads',
      'wav',
      wav({ codec: 0x11, blockAlign: 3, bits: 4, extension: ima(1) }),
      'block align is 3 bytes',
    ],
    ['IMA ADPCM without its extension', 'wav', wav({ codec: 0x11, blockAlign: 4, bits: 4 }), 'format chunk has 16 bytes'],
  ])('is set aside with the reason, and the rest is imported: %s', async (_, ending, bytes, reason) => {
    const { reasons } = await reasonsBeside({ [`a.${ending}`]: bytes })
    expect(reasons).toEqual({ [`a.${ending}`]: expect.stringContaining(reason), 'm-good.flac': 'file' })
  })

  it('takes no more memory than there are blocks of AIFF-C', async () => {
    // Two million blocks would be half a gigabyte.
    const { reasons } = await reasonsBeside({ 'a.aiff': aiff({ codec: 'ima4', frames: 2_000_000 }) })
    expect(reasons).toMatchObject({ 'a.aiff': 'file' })
  })
})

describe('a WAV file whose format stands after other chunks', () => {
  it('is read, also when those have an odd length or are long', async () => {
    const plain = Buffer.from(wav({}))
    const list = (bytes: number): Buffer => {
      const chunk = Buffer.alloc(8 + bytes + (bytes % 2))
      chunk.write('LIST', 0, 'latin1')
      chunk.writeUInt32LE(bytes, 4)
      return chunk
    }
    const withChunk = (bytes: number): Uint8Array => Buffer.concat([plain.subarray(0, 12), list(bytes), plain.subarray(12)])
    const { reasons } = await reasonsBeside({ 'odd.wav': withChunk(33), 'long.wav': withChunk(700_001) })
    expect(reasons).toMatchObject({ 'odd.wav': 'file', 'long.wav': 'file' })
  })
})

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  it('is set aside, and the rest is imported: pipes and sockets; links to files are followed', async () => {
    const { folder, reasons } = await reasonsBeside({}, async (inFolder) => {
      execFileSync('mkfifo', [join(inFolder, 'pipe.mp3')])
      symlinkSync(join(inFolder, 'pipe.mp3'), join(inFolder, 'link-to-pipe.wav'))
      symlinkSync(audioFixture('tone.mp3'), join(inFolder, 'link-to-file.mp3'))
      const server = createServer().listen(join(inFolder, 'socket.wav'))
      onTestFinished(() => void server.close())
      await new Promise((resolve) => server.once('listening', resolve))
    })
    expect(reasons).toEqual({
      'm-good.flac': 'file',
      'link-to-file.mp3': 'file',
      'pipe.mp3': `'${join(folder, 'pipe.mp3')}' is a named pipe, not a regular file.`,
      'link-to-pipe.wav': expect.stringContaining('is a named pipe'),
      'socket.wav': expect.stringContaining('is a socket'),
    })
  })
})

import { Failure, fail } from '@shared/domain/failure'
import { blockLength } from './audio-block'
import type { AudioBlock } from './audio-block'
import { inspectAudioFile, readChunks, rejectMissing } from './audio-file'
import type { AudioFileInfo } from './audio-file'
import { decodedFormats } from './audio-format'
import type { DecodedFormat } from './audio-format'
import { openDecoder } from './decoders'
import type { BlockDecoder } from './decoders'
import { ffmpegWav } from './ffmpeg'
import { firstBeyond } from './first-beyond'
import { flacSampleCount } from './flac-sample-count'
import { requirePlausible } from './stream-format'
import { timeLimitMilliseconds, tookTooLong } from './time-limit'

/** The largest sample that counts as sound: 60 dB above full scale, which files of floats may pass by some decibels only. */
const largestSample = 1000

/**
 * Decodes a file piece by piece, so that hours of audio take little memory.
 * @param path MP3, FLAC, Ogg Vorbis, Opus, WAV, AIFF by our own decoders; anything else by the system's ffmpeg
 * @throws Failure 'file-invalid' (empty, no audio, truncated, damaged, samples that are no sound), 'unsupported', 'file-missing',
 *   'permission-denied'
 */
export async function* decodeBlocks(path: string): AsyncGenerator<AudioBlock> {
  yield* decodeInspected(await inspectAudioFile(path))
}

/**
 * `decodeBlocks` of a file that was inspected already.
 * @param limitMilliseconds how long it may take
 * @throws Failure 'file-invalid' also when it takes longer; a decoder that never gives a block is ended with its thread (`file-threads`)
 */
export async function* decodeInspected(
  file: AudioFileInfo,
  limitMilliseconds: number = timeLimitMilliseconds(file.sizeBytes),
): AsyncGenerator<AudioBlock> {
  let deadline = performance.now() + limitMilliseconds
  const ours = decodedFormats.find((format) => format === file.format)
  const format: DecodedFormat = ours ?? 'wav'
  const chunks = ours === undefined ? ffmpegWav(file.path, limitMilliseconds) : readAudioBytes(file)
  const decoder = await openDecoder(format, file.head)
  let samples = 0
  let first: AudioBlock | undefined
  try {
    for await (const block of decodeChunks(decoder, chunks, file.path)) {
      if (!first) requirePlausible(file.path, { sampleRate: block.sampleRate, channels: block.channels.length })
      first ??= block
      rejectChange(file.path, first, block)
      samples += blockLength(block)
      // Who reads the blocks may wait for something else, such as a model: that is not the file's time.
      const given = performance.now()
      yield block
      deadline += performance.now() - given
      if (performance.now() > deadline) throw tookTooLong(file.path, limitMilliseconds)
    }
  } finally {
    decoder.free()
  }
  if (samples === 0) fail('file-invalid', `'${file.path}' holds no audio samples.`, 'Copy the file again from its source.')
  const declared = ours === 'flac' ? flacSampleCount(file.head) : null
  if (declared !== null) rejectMissing(file.path, samples, declared, 'samples')
}

async function* readAudioBytes({ path, header, audioStart, audioEnd }: AudioFileInfo): AsyncGenerator<Uint8Array> {
  if (header.length > 0) yield header
  yield* readChunks(path, audioStart, audioEnd)
}

async function* decodeChunks(decoder: BlockDecoder, chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<AudioBlock> {
  for await (const chunk of chunks) yield* audible(path, () => decoder.decode(chunk))
  yield* audible(path, () => decoder.flush())
}

/** The block, unless it is empty; what a decoder throws becomes a `Failure` that names the file. */
function* audible(path: string, decode: () => AudioBlock): Generator<AudioBlock> {
  const block = namingFile(path, decode)
  if (blockLength(block) === 0) return
  for (const channel of block.channels) requireSamples(path, channel)
  yield block
}

function namingFile(path: string, decode: () => AudioBlock): AudioBlock {
  try {
    return decode()
  } catch (error) {
    if (error instanceof Failure) throw error
    const reason = error instanceof Error ? error.message : String(error)
    fail('file-invalid', `'${path}' cannot be decoded: ${reason}.`, 'Check that the file plays elsewhere; copy it again from its source.')
  }
}

/**
 * Refuses samples that are no sound: features square them, so that large ones become infinite there.
 * @throws Failure 'file-invalid' for a sample that is not a number or beyond `largestSample`
 */
function requireSamples(path: string, samples: Float32Array): void {
  const wrong = samples[firstBeyond(samples, largestSample)]
  if (wrong === undefined) return
  const defect = Number.isFinite(wrong)
    ? `samples of ${wrong.toPrecision(3)} times full scale; up to ${largestSample.toLocaleString('en')} times is read`
    : 'samples that are no numbers'
  fail('file-invalid', `'${path}' holds ${defect}.`, 'Export the file again from the program that made it, with samples of −1…1.')
}

function rejectChange(path: string, first: AudioBlock, block: AudioBlock): void {
  if (block.sampleRate === first.sampleRate && block.channels.length === first.channels.length) return
  fail('unsupported', `'${path}' changes its sample rate or channels midway.`, 'Convert the file to FLAC or WAV with another program.')
}

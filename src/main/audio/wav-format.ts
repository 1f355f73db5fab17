import { fail } from '@shared/domain/failure'
import { failHeader, requirePlausible } from './stream-format'

interface WavFormat {
  readonly codec: string
  readonly channels: number
  readonly bits: number
  readonly blockAlign: number
  /** Samples that a block of ADPCM gives for each channel; 0 when the header does not say. */
  readonly samplesPerBlock: number
}

/** Codecs by their number in the format chunk (mmreg.h). */
const codecs: Readonly<Record<number, string>> = { 1: 'pcm', 3: 'float', 6: 'a-law', 7: 'µ-law', 2: 'ms-adpcm', 0x11: 'ima-adpcm' }
const extensible = 0xfffe
const bitDepths: Readonly<Record<string, readonly number[]>> = { pcm: [8, 16, 24, 32], float: [32, 64] }

/**
 * Refuses a WAV file whose format chunk contradicts itself, before memory is taken on its word.
 * @param body the content of the chunk `fmt `
 * @throws Failure `file-invalid` that names the field; `unsupported` for another codec
 */
export function requireWavFormat(path: string, body: Uint8Array): void {
  if (body.length < 16) failHeader(path, `its format chunk has ${body.length} bytes, and 16 are the least`)
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const [channels, sampleRate] = [view.getUint16(2, true), view.getUint32(4, true)]
  requirePlausible(path, { channels, sampleRate })
  const format = {
    codec: codecOf(path, view),
    channels,
    bits: view.getUint16(14, true),
    blockAlign: view.getUint16(12, true),
    samplesPerBlock: samplesPerBlockOf(view),
  }
  if (!format.codec.endsWith('adpcm')) requireSampleBlocks(path, format)
  // The decoder takes what follows a shorter chunk for its extension.
  else if (body.length < 20) failHeader(path, `its format chunk has ${body.length} bytes, and ADPCM needs 20`)
  else requireAdpcmBlocks(path, format)
}

function samplesPerBlockOf(view: DataView): number {
  return view.byteLength >= 20 && view.getUint16(16, true) >= 2 ? view.getUint16(18, true) : 0
}

function codecOf(path: string, view: DataView): string {
  const tag = view.getUint16(0, true)
  // The extensible form says the codec in the first bytes of a GUID.
  const number = tag === extensible && view.byteLength >= 26 ? view.getUint16(24, true) : tag
  return (
    codecs[number] ??
    fail(
      'unsupported',
      `'${path}' has the codec 0x${number.toString(16).padStart(4, '0')}, which Circumplex does not read in WAV files.`,
      'Convert the file to FLAC or to WAV with 16 or 24 bits.',
    )
  )
}

function requireSampleBlocks(path: string, { codec, channels, bits, blockAlign }: WavFormat): void {
  const allowed = bitDepths[codec] ?? [bits]
  if (!allowed.includes(bits)) failHeader(path, `its bit depth is ${bits}; ${allowed.join(', ')} are read`)
  const wanted = channels * (bitDepths[codec] ? bits / 8 : 1)
  if (blockAlign !== wanted) failHeader(path, `its block align is ${blockAlign} bytes, and its channels and bit depth make ${wanted}`)
}

/** A block begins with some bytes for each channel that hold its first samples; the rest are samples of four bits. */
function requireAdpcmBlocks(path: string, { codec, channels, blockAlign, samplesPerBlock }: WavFormat): void {
  const [headBytes, headSamples] = codec === 'ima-adpcm' ? [4, 1] : [7, 2]
  if (codec === 'ms-adpcm' && channels > 2) failHeader(path, `it has ${channels} channels; MS ADPCM has 1 or 2`)
  if (blockAlign < headBytes * channels)
    failHeader(path, `its block align is ${blockAlign} bytes, and ${headBytes * channels} are the least for its channels`)
  const most = headSamples + Math.floor(((blockAlign - headBytes * channels) * 2) / channels)
  if (samplesPerBlock > most)
    failHeader(path, `it says ${samplesPerBlock} samples per block, and its block align of ${blockAlign} bytes has room for ${most}`)
}

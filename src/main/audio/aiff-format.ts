import { fail } from '@shared/domain/failure'
import { ascii } from './bytes'
import { failHeader, requirePlausible } from './stream-format'

/** Codecs that are decoded; the bit depth counts for whole numbers only. */
const codecs: Readonly<Record<string, 'whole numbers' | 'other'>> = {
  ...{ NONE: 'whole numbers', twos: 'whole numbers', sowt: 'whole numbers' },
  ...{ fl32: 'other', FL32: 'other', fl64: 'other', FL64: 'other', alaw: 'other', ulaw: 'other', ULAW: 'other' },
  ...{ ima4: 'other', 'GSM ': 'other', 'gsm ': 'other' },
}
const bitDepths = [8, 16, 24, 32]
/** Bytes of a block of the codecs that have blocks: of each channel for `ima4`; GSM has one channel. */
const blockBytes: Readonly<Record<string, number>> = { ima4: 34, 'GSM ': 33, 'gsm ': 33 }

/**
 * Refuses an AIFF file whose COMM chunk says what no recording has, before memory is taken on its word.
 * @param body the content of the chunk `COMM`
 * @throws Failure `file-invalid` that names the field; `unsupported` for another codec
 */
export function requireAiffFormat(path: string, form: string, body: Uint8Array): void {
  const least = form === 'AIFC' ? 22 : 18
  if (body.length < least) failHeader(path, `its format chunk has ${body.length} bytes, and ${least} are the least`)
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  requirePlausible(path, { channels: view.getUint16(0), sampleRate: extendedFloat(view, 8) })
  const codec = form === 'AIFC' ? ascii(body, 18, 4) : 'NONE'
  const kind = codecs[codec]
  if (kind === undefined)
    fail(
      'unsupported',
      `'${path}' has the codec '${codec}', which Circumplex does not read in AIFF files.`,
      'Convert the file to FLAC or to WAV with 16 or 24 bits.',
    )
  const bits = view.getInt16(6)
  if (kind === 'whole numbers' && !bitDepths.includes(bits)) failHeader(path, `its bit depth is ${bits}; ${bitDepths.join(', ')} are read`)
}

/**
 * The COMM chunk with no more blocks than there are, for codecs that have some: the decoder takes memory for as many as it says.
 * @param samplesBytes how many bytes of samples there are
 */
export function withBlocksThatExist(form: string, body: Uint8Array, samplesBytes: number): Uint8Array {
  const bytes = form === 'AIFC' ? blockBytes[ascii(body, 18, 4)] : undefined
  if (bytes === undefined) return body
  const corrected = body.slice()
  const view = new DataView(corrected.buffer)
  view.setUint32(2, Math.min(view.getUint32(2), Math.floor(samplesBytes / (bytes * view.getUint16(0)))))
  return corrected
}

/** A float of 80 bits, as AIFF writes its sample rate: sign and exponent in 16 bits, then 64 bits of mantissa. */
function extendedFloat(view: DataView, offset: number): number {
  const exponent = view.getUint16(offset)
  const mantissa = view.getUint32(offset + 2) * 2 ** 32 + view.getUint32(offset + 6)
  if ((exponent & 0x7fff) === 0x7fff) return Number.POSITIVE_INFINITY
  return (exponent >= 0x8000 ? -1 : 1) * mantissa * 2 ** ((exponent & 0x7fff) - 16_383 - 63)
}

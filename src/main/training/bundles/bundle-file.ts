import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  type BundleContent,
  bundleContentSchema,
  bundleEnvelopeSchema,
  type BundledFile,
  bundleFormat,
  bundleVersion,
} from '@shared/contract/run-bundle'
import { fail } from '@shared/domain/failure'
import { decodeText } from '../../files/decode-text'
import { readRegularFileSync } from '../../files/regular-file'
import { lostField } from './lost-field'

/** JavaScript holds no longer texts. */
const longestText = 500_000_000

/** SHA-256 in hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** A file of a run's folder as a bundle holds it. */
export function bundledFile(name: string, content: Uint8Array): BundledFile {
  return { name, digest: sha256(content), base64: Buffer.from(content).toString('base64') }
}

/**
 * The text of a bundle's file.
 * @throws Failure `unsupported` when word vectors or tensors of earlier runs are too large for one file
 */
export function bundleText(content: BundleContent): string {
  const bytes = content.files.reduce((sum, { base64 }) => sum + base64.length, 0)
  if (bytes > longestText) {
    fail(
      'unsupported',
      `The word vectors and tensors that “${content.run.name}” begins with take ${Math.round(bytes / 1e6)} MB, too much for a bundle.`,
      'Train it with word vectors of fewer words, such as those learnt from the texts of the library.',
    )
  }
  const digest = sha256(JSON.stringify(content))
  return `${JSON.stringify({ format: bundleFormat, version: bundleVersion, digest, content })}\n`
}

/**
 * Reads a bundle and checks it whole: its version, its digest, its form, and the digest of each file in it.
 * @throws Failure `file-missing`; `file-invalid` for a file that is none, is damaged or was changed; `unsupported` for one of a newer
 *   version
 */
export function readBundle(path: string): BundleContent {
  if (!existsSync(path)) fail('file-missing', `There is no file ${path}.`, 'Check the path; the file may have been moved.')
  const value = parseJson(decodeText(readRegularFileSync(path)).text, path)
  const envelope = bundleEnvelopeSchema.safeParse(value)
  if (!envelope.success) return fail('file-invalid', `${path} is no run bundle.`, 'Write one with `runs bundle RUN --out FILE`.')
  const { version, digest, content } = envelope.data
  if (version > bundleVersion)
    fail('unsupported', `${path} is a run bundle of version ${version}; this program reads ${bundleVersion}.`, update)
  if (sha256(JSON.stringify(content)) !== digest)
    fail('file-invalid', `${path} is damaged or was changed: its content has another digest than it says.`, writeAnew)
  return checkedContent(content, path)
}

const update = 'Update Circumplex to the version that wrote it.'
const writeAnew = 'Copy the file again, or write it anew from the run.'

function checkedContent(value: unknown, path: string): BundleContent {
  const parsed = bundleContentSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = issue ? ` (${issue.path.join('.')}: ${issue.message})` : ''
    return fail('file-invalid', `${path} does not hold what a run bundle holds${where}.`, `${writeAnew} ${update}`)
  }
  const content = parsed.data
  const lost = lostField(value, content)
  if (lost !== null) fail('unsupported', `${path} has a setting that this version does not know: ${lost}.`, update)
  const wrong = content.files.find(({ base64, digest }) => sha256(Buffer.from(base64, 'base64')) !== digest)
  if (wrong) fail('file-invalid', `${wrong.name} in ${path} has another digest than the bundle says.`, writeAnew)
  const absent = content.samples.find(({ track }) => track >= content.tracks.length)
  if (absent) fail('file-invalid', `${path} has a sample of the track ${absent.track}, which is not in it.`, writeAnew)
  return content
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return fail('file-invalid', `${path} is no run bundle, or was cut off: it is no whole JSON.`, writeAnew)
  }
}

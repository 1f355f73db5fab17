import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TextKind } from '@shared/domain/modality'
import type { TextVariation } from '@shared/contract/datasets'
import { writeFileAtomically } from '../../files/write-atomically'
import type { JobHandle } from '../../jobs/job-table'
import type { Library } from '../../store/library'
import { pathInLibrary } from '../../store/path-in-library'
import { type TextBody, textBodies } from '../../store/text-bodies'
import { paddingId } from '../../text/constants'
import type { TextTools, TokenTable } from '../embeddings/text-tools'

/** A text that a network is to read: a track's, varied where it is a copy. */
export interface TokenRequest {
  readonly trackId: number
  readonly augmentationSeed: number | null
}

/** Where the token ids of texts lie. */
export interface TokenFiles {
  /** The file of a text's ids, int32 [500]; undefined for a track without text. */
  pathOf(request: TokenRequest): string | undefined
  /** Samples with a text. */
  readonly texts: number
  /** Those with a token of the vocabulary; of the others the network reads padding only. */
  readonly covered: number
}

const textsBetweenPauses = 20

/** Where a library caches the token ids of texts. */
export function tokenDirectory(library: Library): string {
  return pathInLibrary(library, 'features', 'tokens')
}

/**
 * Writes the token ids of texts, once for each text, vocabulary and variation, as `features/tokens/VOCABULARY/DIGEST.i32`.
 * @throws Failure `disk-full`; the signal's reason when cancelled
 */
export async function ensureTokenFiles(
  library: Library,
  kind: TextKind,
  table: TokenTable,
  requests: readonly TokenRequest[],
  variation: TextVariation,
  tools: TextTools,
  job: JobHandle,
): Promise<TokenFiles> {
  const bodies = new Map(textBodies(library.database, kind).map((text) => [text.trackId, text]))
  const directory = join(tokenDirectory(library), table.digest.slice(0, 16))
  const paths = new Map<string, string>()
  let [texts, covered] = [0, 0]
  for (const [index, request] of requests.entries()) {
    job.signal.throwIfAborted()
    const text = bodies.get(request.trackId)
    if (!text) continue
    const path = join(directory, `${digestOf(text, kind, request, variation)}.i32`)
    paths.set(keyOf(request), path)
    texts += 1
    if (!existsSync(path)) {
      const ids = table.encode(tokensOf(text, request, variation, (body) => tools.tokensOf(body, kind, table.extras), tools))
      await writeFileAtomically(path, new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength))
    }
    // Ids stand in front of padding.
    if ((await readFile(path)).readInt32LE(0) !== paddingId) covered += 1
    if (index % textsBetweenPauses > 0) continue
    job.progress({ done: index, total: requests.length, message: `Tokens of the ${kind}` })
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { pathOf: (request) => paths.get(keyOf(request)), texts, covered }
}

/** The tokens of a text; one that came as words is cleaned and stemmed like prose. */
function tokensOf(
  { body, tokens }: TextBody,
  { augmentationSeed }: TokenRequest,
  variation: TextVariation,
  cut: (text: string) => string[],
  tools: TextTools,
): string[] {
  const text = tokens ? tokens.join(' ') : body
  return cut(augmentationSeed === null ? text : tools.vary(text, variation, augmentationSeed))
}

function keyOf({ trackId, augmentationSeed }: TokenRequest): string {
  return `${trackId} ${augmentationSeed ?? ''}`
}

function digestOf({ body, tokens }: TextBody, kind: TextKind, { augmentationSeed }: TokenRequest, variation: TextVariation): string {
  const variant = augmentationSeed === null ? null : [augmentationSeed, variation]
  return createHash('sha256')
    .update(JSON.stringify([kind, body, tokens, variant]))
    .digest('hex')
}

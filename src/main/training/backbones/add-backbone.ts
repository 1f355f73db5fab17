import { copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type BackboneCard, parseBackboneCard } from '@shared/contract/backbone-card'
import type { Backbone } from '@shared/contract/backbones'
import type { HandlerArgument } from '@shared/contract/channels'
import { asFailure, fail } from '@shared/domain/failure'
import { writeFileAtomically } from '../../files/write-atomically'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { backboneFiles, insertBackbone, listBackbones, nextBackboneId } from '../../store/backbones'
import type { Library } from '../../store/library'
import { findBackbone } from './find-backbone'

/** ONNX files end there, protobuf's limit. */
const largestBytes = 2 ** 31 - 1

/**
 * Keeps a copy of a backbone in `backbones/ID/`, after a worker tried it on a made-up signal. Nothing is left of one that fails; what a
 * crash left in `backbones/adding/` the next one replaces.
 * @throws Failure `file-missing`; `invalid-argument` for a card that is none, that does not fit, or for a name that is taken;
 *   `file-invalid` and `unsupported` for a file that cannot be read as a backbone; `cancelled`
 */
export async function addBackbone(
  context: ServiceContext,
  library: Library,
  { path, cardPath, name: given }: HandlerArgument<'backbones.add'>,
  job: JobHandle,
): Promise<Backbone> {
  const { size: bytes } = await stat(path)
  if (bytes > largestBytes)
    fail('unsupported', `${basename(path)} has ${bytes} bytes; ONNX files end at 2 GB.`, 'Choose a smaller backbone.')
  const card = await readCard(path, cardPath)
  const name = given ?? card.name
  checkName(library, name)
  const { directory, modelPath } = backboneFiles(library, 'adding')
  try {
    await rm(directory, { recursive: true, force: true })
    job.progress({ done: 0, total: 2, message: 'Copying' })
    await mkdir(directory, { recursive: true })
    await copyFile(path, modelPath)
    await writeFileAtomically(join(directory, 'card.json'), `${JSON.stringify(card, null, 2)}\n`)
    job.progress({ done: 1, total: 2, message: 'Trying it on a made-up signal' })
    const payload = { name: basename(path), path: modelPath, card }
    const tried = await askWorker(context.runWorker, 'try-backbone', { payload, signal: job.signal })
    job.signal.throwIfAborted()
    return await keep(context, library, { name, card, bytes, ...tried }, directory)
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
}

/** Moves the folder to where it belongs, then notes it: a crash between leaves a folder that the next backbone replaces. */
async function keep(
  context: ServiceContext,
  library: Library,
  made: Omit<Backbone, 'id' | 'addedAt'>,
  directory: string,
): Promise<Backbone> {
  checkName(library, made.name)
  checkNew(library, made)
  const id = nextBackboneId(library.database)
  const { directory: own } = backboneFiles(library, id)
  await rm(own, { recursive: true, force: true })
  await rename(directory, own)
  const backbone = insertBackbone(library.database, { ...made, id, addedAt: context.now().toISOString() })
  context.emit({ type: 'changed', topics: ['backbones'] })
  return backbone
}

async function readCard(path: string, cardPath: string | undefined): Promise<BackboneCard> {
  const source = cardPath ?? `${path.replace(/\.onnx$/iu, '')}.json`
  try {
    return parseBackboneCard(JSON.parse(await readFile(source, 'utf8')), basename(source))
  } catch (error) {
    if (error instanceof SyntaxError)
      return fail('file-invalid', `${basename(source)} is no JSON: ${error.message}`, 'docs/formats.md shows the form of a card.')
    if (cardPath !== undefined || asFailure(error).code !== 'file-missing') throw error
    return fail(
      'file-missing',
      `${basename(path)} has no card: ${basename(source)} is not beside it.`,
      'Write its card, or name another file as the card; docs/formats.md shows the form.',
    )
  }
}

function checkName({ database }: Library, name: string): void {
  if (listBackbones(database).some((other) => other.name === name))
    fail('invalid-argument', `There is a backbone named “${name}” already.`, 'Give this one another name.')
}

/** The same numbers under two names would be cached, and compared, as if they were two. */
function checkNew({ database }: Library, backbone: Pick<Backbone, 'digest' | 'card'>): void {
  const same = findBackbone(database, backbone)
  if (same) fail('nothing-to-do', `This is the backbone “${same.name}”: file and card are the same.`, 'Use that one.')
}

import { rm } from 'node:fs/promises'
import type { backboneChannels } from '@shared/contract/backbones'
import type { Handlers } from '@shared/contract/channels'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { backboneFiles, backboneWithId, deleteBackbone, listBackbones, readersOfBackbone } from '../../store/backbones'
import { addBackbone } from './add-backbone'

/** Answers the channels of backbones. */
export function createBackboneHandlers(context: ServiceContext): Handlers<keyof typeof backboneChannels> {
  return {
    'backbones.list': () => listBackbones(context.library().database),
    'backbones.add': (request) => {
      const library = context.library()
      // They are added in one folder, so that what a crash left there is gone with the next.
      if (context.jobs.list().some(({ kind, state }) => kind === 'backbone' && state === 'running'))
        fail('nothing-to-do', 'A backbone is being added already.', 'Wait until it is done, or cancel it.')
      const { id } = context.jobs.start({ kind: 'backbone', title: 'Add a backbone' }, async (job) => {
        const backbone = await addBackbone(context, library, request, job)
        return { summary: `“${backbone.name}” added: ${backbone.units} numbers of an excerpt`, value: backbone }
      })
      return { jobId: id }
    },
    'backbones.remove': async ({ backboneId }) => {
      await removeBackbone(context, backboneId)
      return null
    },
  }
}

/** So many runs are named in a message. */
const namedReaders = 5

/** @throws Failure `not-found`; `forbidden` while runs read it: they could not be exported or explained any more */
async function removeBackbone(context: ServiceContext, id: number): Promise<void> {
  const library = context.library()
  const { name } = backboneWithId(library.database, id)
  const readers = readersOfBackbone(library.database, id)
  if (readers.length > 0) {
    const named = readers.slice(0, namedReaders).map((reader) => `“${reader}”`)
    const rest = readers.length > namedReaders ? ` and ${readers.length - namedReaders} more` : ''
    const verb = readers.length === 1 ? 'reads' : 'read'
    fail('forbidden', `${named.join(', ')}${rest} ${verb} the backbone “${name}”.`, 'Delete these runs and searches first, or keep it.')
  }
  const { directory } = backboneFiles(library, id)
  deleteBackbone(library.database, id)
  context.emit({ type: 'changed', topics: ['backbones'] })
  await rm(directory, { recursive: true, force: true })
}

import type { Handlers } from '@shared/contract/channels'
import type { StartedJob } from '@shared/contract/jobs'
import type { libraryChannels, LibraryInfo } from '@shared/contract/library'
import { reportUnexpected } from '@shared/domain/report-unexpected'
import type { ServiceContext } from '../service-context'
import type { Library } from '../store/library'
import { describeAudioImport } from './store-audio-folders'
import { quietly } from './import-audio-job'
import { createImportHandlers } from './import-handlers'
import { checkLibrary, refreshMissingFiles } from './library-check'
import { libraryInfo } from './library-info'
import type { LibrarySession } from './library-session'
import { fillWithSample } from './sample-library'

/** What the library's handlers need of other services. */
export interface LibraryCollaborators {
  /** Derives labels from the tags that were imported, by the published formula. */
  deriveLabels(): void
}

/** Answers the channels about the library as a whole, and those that import into it. */
export function createLibraryHandlers(
  context: ServiceContext,
  session: LibrarySession,
  collaborators: LibraryCollaborators,
): Handlers<keyof typeof libraryChannels> {
  /** A library that cannot be opened throws before any job on the current one is stopped. */
  const change = async (library: Library): Promise<LibraryInfo> => {
    if (library === session.current()) return libraryInfo(library)
    await context.jobs.cancelAll()
    session.adopt(library)
    const info = libraryInfo(library)
    announce(context, info)
    void lookForFiles(context, library)
    return info
  }
  return {
    'library.recent': () => session.recent(),
    'library.create': ({ path }) => change(session.create(path)),
    'library.open': ({ path }) => change(session.open(path)),
    'library.close': async () => {
      await context.jobs.cancelAll()
      session.close()
      announce(context, null)
      return null
    },
    'library.current': () => {
      const library = session.current()
      return library ? libraryInfo(library) : null
    },
    'library.check': () => checkLibrary(context.library()),
    'library.sample': async ({ path }) => {
      if (path !== null) await change(session.create(path))
      return startSample(context, collaborators)
    },
    ...createImportHandlers(context),
  }
}

function startSample(context: ServiceContext, { deriveLabels }: LibraryCollaborators): StartedJob {
  const library = context.library()
  const changes = quietly(context)
  const { id } = context.jobs.start({ kind: 'sample-library', title: 'Sample library' }, async (job) => {
    try {
      const report = await fillWithSample({ runWorker: context.runWorker, now: context.now, onStored: changes.soon }, library, job)
      deriveLabels()
      return { summary: `Synthetic sample library: ${describeAudioImport(report)}`, value: report }
    } finally {
      changes.now()
    }
  })
  return { jobId: id }
}

/** Files may have gone or come back while the library was closed. */
async function lookForFiles(context: ServiceContext, library: Library): Promise<void> {
  try {
    if (await refreshMissingFiles(library)) context.emit({ type: 'changed', topics: ['library', 'tracks'] })
  } catch (error) {
    reportUnexpected(error, context.log)
  }
}

/** Says which library is open now, before anybody asks for what it holds, and that all of it is new. */
function announce(context: ServiceContext, library: LibraryInfo | null): void {
  context.emit({ type: 'library', library })
  context.emit({
    type: 'changed',
    topics: ['library', 'tracks', 'labels', 'tags', 'datasets', 'embeddings', 'runs', 'searches', 'models', 'predictions'],
  })
}

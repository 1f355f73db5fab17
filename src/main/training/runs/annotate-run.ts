import type { HandlerArgument, Handlers } from '@shared/contract/channels'
import type { runNoteChannels } from '@shared/contract/run-notes'
import { changedTags } from '@shared/domain/run-tags'
import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { changeRun, findRun, type RunChange, runWithId } from '../../store/runs'
import { recordChange } from '../../undo-of-library'

/** Answers the channels of what people write of a run. */
export function createRunNoteHandlers(context: ServiceContext): Handlers<keyof typeof runNoteChannels> {
  return {
    'runs.note': (argument) => noteRun(context, argument),
    'runs.tag': (argument) => tagRun(context, argument),
    'runs.archive': (argument) => archiveRun(context, argument),
  }
}

/** Notes as they were before somebody began to type, by run; they go with the library. */
const beforeTyping = new WeakMap<Library, Map<string, string>>()

/**
 * Keeps the note of a run. What is typed is kept at once, and is one step to undo when the typing ends.
 * @throws Failure `not-found`
 */
export function noteRun(context: ServiceContext, { runId, note, typing }: HandlerArgument<'runs.note'>): null {
  const library = context.library()
  const { name, note: present } = runWithId(library.database, runId)
  const typed = beforeTyping.get(library) ?? new Map<string, string>()
  beforeTyping.set(library, typed)
  const before = typed.get(runId) ?? present
  changeRun(library.database, runId, { note })
  if (typing) typed.set(runId, before)
  else {
    typed.delete(runId)
    if (note !== before) recordRunChange(context, runId, `Note of “${name}” changed`, { note: before }, { note })
  }
  return null
}

/**
 * Adds tags to a run and takes others away.
 * @throws Failure `not-found`; `invalid-argument` for what is no tag
 */
export function tagRun(context: ServiceContext, { runId, add, remove }: HandlerArgument<'runs.tag'>): { tags: string[] } {
  const { name, tags: before } = runWithId(context.library().database, runId)
  const tags = changedTags(before, { add, remove })
  if (tags.join() !== before.join()) {
    changeRun(context.library().database, runId, { tags })
    recordRunChange(context, runId, `Tags of “${name}” changed`, { tags: before }, { tags })
  }
  return { tags }
}

/**
 * Hides a run from lists, or shows it again.
 * @throws Failure `not-found`
 */
export function archiveRun(context: ServiceContext, { runId, archived }: HandlerArgument<'runs.archive'>): null {
  const { name, archivedAt: before } = runWithId(context.library().database, runId)
  if ((before !== null) !== archived) {
    const archivedAt = archived ? context.now().toISOString() : null
    changeRun(context.library().database, runId, { archivedAt })
    recordRunChange(context, runId, `“${name}” ${archived ? 'archived' : 'restored'}`, { archivedAt: before }, { archivedAt })
  }
  return null
}

/** Notes a change of a run that can be taken back; a run that was deleted since has nothing to take back. */
function recordRunChange(context: ServiceContext, runId: string, title: string, before: RunChange, after: RunChange): void {
  const { database } = context.library()
  const write = (change: RunChange) => (): void => {
    if (findRun(database, runId)) changeRun(database, runId, change)
  }
  recordChange(context, ['runs'], { title, undo: write(before), redo: write(after) })
}

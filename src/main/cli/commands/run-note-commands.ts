import type { Command } from 'commander'
import { fail } from '@shared/domain/failure'
import { hasTags } from '@shared/domain/run-tags'
import { runOf } from '../named-run'
import type { CommandRunner } from '../run-command'
import { runTable } from './run-table'

interface ListOptions {
  readonly tag?: readonly string[]
  readonly archived?: boolean
}

/** `runs list|note|tag|archive|restore`. */
export function addRunNoteCommands(runs: Command, run: CommandRunner): void {
  addListCommand(runs, run)
  addNoteCommand(runs, run)
  addTagCommand(runs, run)
  addArchiveCommand(runs, run, { name: 'archive', archived: true, description: 'hide a run from lists; nothing of it is lost' })
  addArchiveCommand(runs, run, { name: 'restore', archived: false, description: 'show an archived run in lists again' })
}

function addListCommand(runs: Command, run: CommandRunner): void {
  runs
    .command('list')
    .option('--tag <tag...>', 'only runs that have every one of these tags')
    .option('--archived', 'archived runs too')
    .description('runs with their metrics, the newest first')
    .action(({ tag: wanted = [], archived = false }: ListOptions, command: Command) =>
      run.withLibrary(command, async (session) => {
        const all = await session.call('runs.list', null)
        const list = all.filter(({ tags, archivedAt }) => (archived || archivedAt === null) && hasTags(tags, wanted))
        return { value: list, lines: runTable(list) }
      }),
    )
}

function addNoteCommand(runs: Command, run: CommandRunner): void {
  runs
    .command('note')
    .argument('<run>')
    .argument('<text>', 'the whole note; "" for none')
    .description('write the note of a run, in place of the one before')
    .action((named: string, note: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { id: runId, name, note: before } = await runOf(session, named)
        await session.call('runs.note', { runId, note })
        const lines = [`Note of ${name} ${note === '' ? 'removed' : 'written'}`, ...(before === '' ? [] : [`It was: ${before}`])]
        return { value: { runId, note, before }, lines }
      }),
    )
}

function addTagCommand(runs: Command, run: CommandRunner): void {
  runs
    .command('tag')
    .argument('<run>')
    .argument('<changes...>', '+word adds a tag, -word takes one away')
    // What begins with "-" is a tag to take away, not an option.
    .allowUnknownOption()
    .description('add tags to a run and take others away')
    .action((named: string, changes: readonly string[], _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { id: runId, name } = await runOf(session, named)
        const { tags } = await session.call('runs.tag', { runId, add: signed(changes, '+'), remove: signed(changes, '-') })
        return { value: { runId, tags }, lines: [`${name}: ${tags.length === 0 ? 'no tags' : tags.join(', ')}`] }
      }),
    )
}

/** @throws Failure `invalid-argument` for a word without a sign */
function signed(changes: readonly string[], sign: '+' | '-'): string[] {
  const wrong = changes.find((change) => !/^[+-]/u.test(change))
  if (wrong !== undefined) fail('invalid-argument', `“${wrong}” has no sign.`, 'Write +word to add a tag, -word to take one away.')
  return changes.filter((change) => change.startsWith(sign)).map((change) => change.slice(1))
}

interface ArchiveCommand {
  readonly name: string
  readonly archived: boolean
  readonly description: string
}

function addArchiveCommand(runs: Command, run: CommandRunner, { name, archived, description }: ArchiveCommand): void {
  runs
    .command(name)
    .argument('<run...>')
    .description(description)
    .action((named: readonly string[], _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const found = await Promise.all(named.map((one) => runOf(session, one)))
        for (const { id: runId } of found) await session.call('runs.archive', { runId, archived })
        const value = found.map(({ id: runId }) => ({ runId, archived }))
        return { value, lines: [`${found.map((one) => one.name).join(', ')}: ${archived ? 'archived' : 'restored'}`] }
      }),
    )
}

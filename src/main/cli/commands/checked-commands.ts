import { type Command, Option } from 'commander'
import { stratifications, type Stratification } from '@shared/domain/checked-set'
import { decimalNumber, tableLines, wholeNumber } from '../options'
import type { CommandRunner } from '../run-command'
import { namedCheckedSet } from '../named-judge'

/** `checked create|list|tracks|freeze|delete|size`. */
export function addCheckedCommands(program: Command, run: CommandRunner): void {
  const checked = program.command('checked').description('sets of tracks that people label by ear, to judge labels and models by')
  addCreateCommand(checked, run)
  checked.command('list').action((_options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const sets = await session.call('checked.list', null)
      const rows = sets.map((set) => [set.name, String(set.tracks), String(set.labelled), set.stratify, set.frozenAt ?? '–'])
      return { value: sets, lines: tableLines(['name', 'tracks', 'labelled', 'stratified by', 'frozen'], rows) }
    }),
  )
  addTracksCommand(checked, run)
  checked
    .command('freeze')
    .argument('<name>')
    .description('keep the labels that people have given its tracks, whatever is labelled later')
    .action((name: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('checked.freeze', { setId: (await namedCheckedSet(session, name)).id })
        return { value, lines: [`Froze “${value.name}” with the labels of ${value.labelled} of ${value.tracks} tracks`] }
      }),
    )
  checked
    .command('delete')
    .argument('<name>')
    .description('delete a checked set; the labels of its tracks stay')
    .action((name: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        await session.call('checked.delete', { setId: (await namedCheckedSet(session, name)).id })
        return { value: { deleted: name }, lines: [`Deleted the checked set “${name}”`] }
      }),
    )
  addSizeCommand(checked, run)
}

function addCreateCommand(checked: Command, run: CommandRunner): void {
  checked
    .command('create')
    .argument('<name>')
    .requiredOption('--size <tracks>', 'how many tracks', wholeNumber)
    .addOption(new Option('--stratify <by>', 'draw alike from each quadrant or heaviest word').choices(stratifications).default('none'))
    .option('--seed <seed>', 'seed of the draw', wholeNumber, 1)
    .description('draw the tracks of a checked set')
    .action((name: string, options: { size: number; stratify: Stratification; seed: number }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { set, notes } = await session.call('checked.create', { name, ...options })
        return { value: { ...set, notes }, lines: [`Drew ${set.tracks} tracks for “${set.name}”`, ...notes] }
      }),
    )
}

function addTracksCommand(checked: Command, run: CommandRunner): void {
  checked
    .command('tracks')
    .argument('<name>')
    .description('the tracks of a checked set in the order in which they are to be labelled, without what others say of them')
    .action((name: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { id } = await namedCheckedSet(session, name)
        const trackIds = [...(await session.call('checked.tracks', { setId: id }))]
        const { entries } = await session.call('queue.list', { trackIds, limit: 5000 })
        const value = entries.map(({ trackId, title, artist, path, reviewed }) => ({ trackId, title, artist, path, labelled: reviewed }))
        const rows = value.map((track) => [String(track.trackId), track.title, track.artist, track.labelled ? 'yes' : 'no'])
        return { value, lines: tableLines(['track', 'title', 'artist', 'labelled'], rows) }
      }),
    )
}

function addSizeCommand(checked: Command, run: CommandRunner): void {
  checked
    .command('size')
    .requiredOption('--half-width <value>', 'half width of the 95 % interval of a difference that is wanted, on −1…1', decimalNumber)
    .description('how many tracks a comparison needs')
    .action(({ halfWidth }: { halfWidth: number }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('checked.proposeSize', { halfWidth })
        return { value, lines: [`${value.size} tracks; ${value.available} with audio can be drawn`] }
      }),
    )
}

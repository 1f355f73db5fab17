import type { Command } from 'commander'
import { tableLines } from '../options'
import type { CommandRunner } from '../run-command'
import { addMappingCommands } from './mapping-commands'

/** `tags stats` and the mapping of raw tags to words. */
export function addTagCommands(program: Command, run: CommandRunner): void {
  const tags = program.command('tags').description('statistics of tags, and how they become words')
  addMappingCommands(tags, run)
  tags
    .command('stats')
    .description('mass, shift and quadrant changes of each emotion word')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const words = await session.call('tags.words', null)
        const rows = words.map((word) => [
          word.word,
          String(word.tracks),
          `${(100 * word.massShare).toFixed(1)} %`,
          word.meanShiftValence.toFixed(3),
          word.meanShiftArousal.toFixed(3),
          `${word.flips} of ${word.tracksWithOthers}`,
        ])
        return {
          value: words,
          lines: tableLines(['word', 'tracks', 'tag mass', 'shift of valence', 'shift of arousal', 'quadrant changes without it'], rows),
        }
      }),
    )
}

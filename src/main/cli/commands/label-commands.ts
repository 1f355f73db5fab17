import { resolve } from 'node:path'
import type { Command } from 'commander'
import { runOf } from '../named-run'
import type { CommandRunner } from '../run-command'
import { addCompareCommand } from './compare-command'
import { addDeriveCommand, addVersionsCommand } from './derive-command'
import { addExportLabelsCommand, addImportLabelsCommand } from './label-file-commands'
import { addMovedCommand } from './moved-command'

/** `labels derive|versions|export|comments|import|merge|compare|moved`. */
export function addLabelCommands(program: Command, run: CommandRunner): void {
  const labels = program.command('labels').description('derive, export and import labels')
  addDeriveCommand(labels, run)
  addVersionsCommand(labels, run)
  addExportLabelsCommand(labels, run)
  addCommentsCommand(labels, run)
  addImportLabelsCommand(labels, run)
  addMergeCommand(labels, run)
  addCompareCommand(labels, run)
  addMovedCommand(labels, run)
}

function addCommentsCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('comments')
    .option('--run <run>', 'a run on comments with folds; without it the active lexicon')
    .description('label tracks from their comments, as a source of its own')
    .action((options: { run?: string }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call(
          'labels.fromComments',
          options.run === undefined ? {} : { runId: (await runOf(session, options.run)).id },
        )
        const { tracks, valence, arousal } = value.comparison
        const [ofValence, ofArousal] = [valence, arousal].map((correlation) => correlation?.toFixed(2) ?? '–')
        const compared = `correlation with labels from tags on ${tracks} tracks: valence ${ofValence}, arousal ${ofArousal}`
        return {
          value,
          lines: [`${value.labelled} tracks labelled from their comments, ${value.unlabelled} without. ${value.note}`, compared],
        }
      }),
    )
}

function addMergeCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('merge')
    .argument('<library>', 'folder of another library, which is only read')
    .description('add the labels that people placed or imported in another library to the tracks that match')
    .action((path: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('labels.merge', { path: resolve(path) })
        const listed = [...value.kept, ...value.unmatched].map(({ row, reason }) => `left out: ${row}: ${reason}`)
        const excerpts = value.excerptsMade > 0 ? `, ${value.excerptsMade} excerpts made` : ''
        const counts = [
          `${value.unchanged} were here`,
          `${value.kept.length} are older than those here`,
          `${value.unmatched.length} tracks not matched`,
        ]
        return { value, lines: [`Merged ${value.merged} labels${excerpts}; ${counts.join(', ')}`, ...listed] }
      }),
    )
}

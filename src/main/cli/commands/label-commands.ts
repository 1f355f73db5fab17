import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { schemeFileSchema } from '@shared/contract/schemes'
import { parseWith } from '@shared/contract/result'
import { fail } from '@shared/domain/failure'
import { type Scale, scales } from '@shared/domain/plane'
import { publishedScheme } from '@shared/domain/schemes/published'
import type { Scheme } from '@shared/domain/schemes/scheme'
import { runOf } from '../named-run'
import { tableLines } from '../options'
import { readTextFile } from '../../files/read-text'
import type { CommandRunner } from '../run-command'
import { answer } from './import-commands'

const scaleOption = (): Option => new Option('--scale <scale>', 'scale of valence and arousal').choices(scales)

/** `lexicon list|import|use`, `labels derive|export|comments|import|merge`, `tags stats`. */
export function addLabelCommands(program: Command, run: CommandRunner): void {
  addLexiconCommands(program, run)
  const labels = program.command('labels').description('derive, export and import labels')
  labels
    .command('derive')
    .option('--scheme <scheme>', '"published" or a JSON file {kind, name, weights, commentsShare}', 'published')
    .option('--note <note>', 'why', '')
    .description('derive labels from tags as a new version')
    .action((options: { scheme: string; note: string }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('labels.derive', { scheme: readScheme(options.scheme), note: options.note })
        return { value, lines: [`Version ${value.version}: ${value.labelled} tracks labelled, ${value.unlabelled} without`] }
      }),
    )
  labels
    .command('export')
    .argument('<file>')
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .addOption(scaleOption().default('-1-1'))
    .description('write the current labels')
    .action((file: string, options: { format: 'csv' | 'json'; scale: Scale }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('labels.export', { path: resolve(file), ...options })
        return { value, lines: [`Wrote ${value.labels} labels to ${value.path} (scale ${options.scale})`] }
      }),
    )
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
        const compared = `correlation with labels from tags on ${tracks} tracks: valence ${valence?.toFixed(2) ?? '–'}, arousal ${arousal?.toFixed(2) ?? '–'}`
        return {
          value,
          lines: [`${value.labelled} tracks labelled from their comments, ${value.unlabelled} without. ${value.note}`, compared],
        }
      }),
    )
  labels
    .command('import')
    .argument('<file>')
    .addOption(new Option('--format <format>').choices(['csv', 'json']))
    .addOption(scaleOption().makeOptionMandatory())
    .description('import labels made elsewhere')
    .action((file: string, options: { scale: Scale }, command: Command) =>
      run.withLibrary(command, async (session) =>
        answer(await session.call('import.labels', { path: resolve(file), scale: options.scale })),
      ),
    )
  addMergeCommand(labels, run)
  program
    .command('tags')
    .description('statistics of tags')
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
        return {
          value,
          lines: [
            `Merged ${value.merged} labels${excerpts}; ${value.unchanged} were here, ${value.kept.length} are older than those here, ${value.unmatched.length} tracks not matched`,
            ...listed,
          ],
        }
      }),
    )
}

function addLexiconCommands(program: Command, run: CommandRunner): void {
  const lexicon = program.command('lexicon').description('lexicons: places of words on the plane')
  lexicon.command('list').action((_options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const lexicons = await session.call('lexicons.list', null)
      return {
        value: lexicons,
        lines: lexicons.map(({ active, name, words, licence }) => `${active ? '*' : ' '} ${name} (${words} words, ${licence})`),
      }
    }),
  )
  lexicon
    .command('import')
    .argument('<file>', 'NRC-VAD, Warriner, ANEW, CSV or JSON')
    .option('--name <name>')
    .addOption(scaleOption())
    .action((file: string, options: { name?: string; scale?: Scale }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('lexicons.import', { path: resolve(file), ...options })
        return { value, lines: [`Imported ${value.name}: ${value.words} words, ${value.licence}`] }
      }),
    )
  lexicon
    .command('use')
    .argument('<name>')
    .action((name: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('lexicons.use', { name })
        return { value, lines: [`${value.name} is the active lexicon. Derive labels to use it.`] }
      }),
    )
}

function readScheme(nameOrFile: string): Scheme {
  if (nameOrFile === 'published') return publishedScheme
  try {
    return parseWith(schemeFileSchema, JSON.parse(readTextFile(resolve(nameOrFile)).text), `the scheme ${nameOrFile}`)
  } catch (error) {
    if (error instanceof SyntaxError)
      return fail('file-invalid', `${nameOrFile} is not JSON: ${error.message}`, 'A scheme is {"name": "…", "weights": {"calmness": 0.3}}.')
    throw error
  }
}

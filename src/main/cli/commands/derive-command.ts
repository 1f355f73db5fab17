import { type Command } from 'commander'
import { learntSchema } from '@shared/contract/learning'
import { describeScheme } from '@shared/domain/schemes/scheme'
import type { CommandSession } from '../command-session'
import { namedScheme, schemeForms, withMinimum } from '../named-scheme'
import { decimalNumber, tableLines, wholeNumber } from '../options'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'

interface DeriveOptions {
  readonly scheme: string
  readonly minMass?: number
  readonly coordinates?: boolean
  readonly seed?: number
  readonly note: string
}

/** `labels derive`. */
export function addDeriveCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('derive')
    .option('--scheme <scheme>', schemeForms, 'published')
    .option('--min-mass <counts>', 'tag counts that must remain of a track; below it gets no label', decimalNumber)
    .option('--coordinates', 'learnt: move coordinates of words too')
    .option('--seed <seed>', 'learnt: seed of folds and intervals (1 unless given)', wholeNumber)
    .option('--note <note>', 'why', '')
    .description('derive labels from tags as a new version')
    .action((options: DeriveOptions, command: Command) => {
      const { scheme, coordinates, seed } = options
      if (scheme !== 'learnt' && (coordinates !== undefined || seed !== undefined))
        command.error(`error: --coordinates and --seed are for --scheme learnt, not for ${scheme}`, { exitCode: exitCodes.wrongUsage })
      return run.withLibrary(command, (session) => (scheme === 'learnt' ? deriveLearnt(session, options) : derive(session, options)))
    })
}

async function derive(session: CommandSession, { scheme, minMass, note }: DeriveOptions): Promise<CommandAnswer> {
  const suggested = async (): Promise<string[]> => (await session.call('schemes.neutralising', null)).words
  const value = await session.call('labels.derive', { scheme: await namedScheme(scheme, minMass, suggested), note })
  return { value, lines: [`Version ${value.version}: ${value.labelled} tracks labelled, ${value.unlabelled} without`] }
}

/** Commits what was learnt in any case: the answer says whether it may be trusted. */
async function deriveLearnt(
  session: CommandSession,
  { coordinates = false, seed = 1, minMass, note }: DeriveOptions,
): Promise<CommandAnswer> {
  const { jobId } = await session.call('schemes.learn', { movesCoordinates: coordinates, seed })
  const { scheme, heldOut, sentence } = learntSchema.parse((await session.finish(jobId)).value)
  const value = await session.call('labels.derive', { scheme: withMinimum(scheme, minMass), note })
  return {
    value: { ...value, heldOut, sentence },
    lines: [`Version ${value.version}: ${value.labelled} tracks labelled, ${value.unlabelled} without`, sentence],
  }
}

/** `labels versions`. */
export function addVersionsCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('versions')
    .description('the versions of labels that were derived from tags')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const versions = await session.call('labels.versions', null)
        const value = versions.map(({ id, scheme, note, active, labelled, unlabelled, quadrants }) => ({
          id,
          scheme,
          note,
          active,
          counts: { labelled, unlabelled, quadrants },
        }))
        const rows = versions.map((version) => [
          `${version.active ? '*' : ' '} ${version.id}`,
          version.scheme.name,
          describeScheme(version.scheme),
          String(version.labelled),
          version.note,
        ])
        return { value, lines: tableLines(['version', 'scheme', 'what it does', 'labelled', 'note'], rows) }
      }),
    )
}

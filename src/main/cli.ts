import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json'
import { type CommandLog, openCommandLog } from './cli/command-log'
import { addCheckedCommands } from './cli/commands/checked-commands'
import { addDatasetCommands } from './cli/commands/dataset-commands'
import { addDevicesCommand } from './cli/commands/devices-command'
import { addDoctorCommand } from './cli/commands/doctor-command'
import { addExperimentCommands } from './cli/commands/experiment-commands'
import { addImportCommands } from './cli/commands/import-commands'
import { addLabelCommands } from './cli/commands/label-commands'
import { addLexiconCommands } from './cli/commands/lexicon-commands'
import { addTagCommands } from './cli/commands/tag-commands'
import { addLibraryCommands } from './cli/commands/library-commands'
import { addExplainCommand } from './cli/commands/explain-command'
import { addNetworkCommands } from './cli/commands/network-commands'
import { addPredictionCommands } from './cli/commands/prediction-commands'
import { addQueueCommands } from './cli/commands/queue-command'
import { addTrainingCommands } from './cli/commands/training-commands'
import { createCommandRunner, exitCodes, reportFailure } from './cli/run-command'
import { userDataDirectory } from './cli/user-data'

const commandGroups = [
  addLibraryCommands,
  addImportCommands,
  addLexiconCommands,
  addLabelCommands,
  addTagCommands,
  addCheckedCommands,
  addQueueCommands,
  addDatasetCommands,
  addTrainingCommands,
  addExperimentCommands,
  addPredictionCommands,
  addExplainCommand,
  addDevicesCommand,
  addNetworkCommands,
  addDoctorCommand,
]

/** The command line: everything the windows do, on the same services, in plain Node. */
async function main(log: CommandLog): Promise<void> {
  const program = new Command('circumplex')
    .description('The workstation for music emotion. Progress goes to standard error, results to standard output.')
    .version(packageJson.version)
    .option('--library <path>', 'the library to work on (a Name.circumplex folder)')
    .option('--json', 'print the result as one JSON value')
    .option('--verbose', 'print the causes of unexpected errors too')
  const run = createCommandRunner({
    workersDirectory: join(import.meta.dirname, 'workers'),
    resourcesDirectory: join(import.meta.dirname, '../../resources'),
    log,
  })
  for (const add of commandGroups) add(program, run)
  exitByOurCodes(program)
  try {
    // Under Electron as Node, commander would take the program's own path for a command.
    await program.parseAsync(process.argv, { from: 'node' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage
  }
}

/**
 * Commander exits with 1 on wrong usage and its subcommands do not inherit overrides: set it on each; global options may follow the
 * command.
 */
function exitByOurCodes(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) exitByOurCodes(child)
}

// Before the arguments are read, so that what fails outside a command is logged too.
const isVerbose = process.argv.includes('--verbose')
const log = openCommandLog(userDataDirectory(), (entry) => void (isVerbose && process.stderr.write(`${entry}\n`)))
process.on('uncaughtException', (error) => process.exit(reportFailure(error, log)))
await main(log).catch((error: unknown) => (process.exitCode = reportFailure(error, log)))

import { extname, resolve } from 'node:path'
import type { Command } from 'commander'
import type { CommandSession } from '../command-session'
import { runOf } from '../named-run'
import { printPdf } from '../print-pdf'
import type { CommandAnswer, CommandRunner } from '../run-command'

interface ReportOptions {
  readonly out: string
  readonly run?: readonly string[]
}

/** Of the newest runs so many are reported when none is named. */
const newestRuns = 3

/** `report`. */
export function addReportCommand(program: Command, run: CommandRunner): void {
  program
    .command('report')
    .requiredOption('--out <path>', 'a folder for the page of all results; a .pdf or .html file for a report on chosen runs')
    .option('--run <run...>', 'the runs of a .pdf or .html report; the newest three that were measured without it')
    .description('write a page of all results, or a report on chosen runs for a paper')
    .action((options: ReportOptions, command: Command) => run.withLibrary(command, (session) => writeReport(session, options)))
}

async function writeReport(session: CommandSession, { out, run: named }: ReportOptions): Promise<CommandAnswer> {
  const path = resolve(out)
  const ending = extname(path).toLowerCase()
  if (ending !== '.pdf' && ending !== '.html' && named === undefined) {
    const value = await session.call('report.write', { directory: path })
    return { value, lines: [`Wrote ${value.path}`] }
  }
  const runIds = named ? (await Promise.all(named.map((name) => runOf(session, name)))).map(({ id }) => id) : await newest(session)
  if (ending === '.pdf') await printPdf((await session.call('report.render', { runIds })).html, path)
  else await session.call('report.runs', { runIds, path })
  return { value: { path }, lines: [`Wrote ${path}`] }
}

async function newest(session: CommandSession): Promise<string[]> {
  const measured = (await session.call('runs.list', null)).filter(({ metrics, archivedAt }) => metrics !== null && archivedAt === null)
  return measured.slice(0, newestRuns).map(({ id }) => id)
}

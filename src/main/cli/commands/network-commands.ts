import { resolve } from 'node:path'
import type { Command } from 'commander'
import { networkJsonSchema } from '@shared/contract/network'
import type { NetworkCheck } from '@shared/contract/network-files'
import { fail } from '@shared/domain/failure'
import { readTextFile } from '../../files/read-text'
import type { CommandSession } from '../command-session'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'
import { addRuleOptions, type RuleOptions, ruleOfOptions } from './rule-options'

/** `network`. */
export function addNetworkCommands(program: Command, run: CommandRunner): void {
  const network = program.command('network').description('networks of your own as JSON files')
  network
    .command('schema')
    .description('print the JSON schema of a network, for an editor')
    .action((_options, command: Command) => run.withoutLibrary(command, async () => answerWith(networkJsonSchema())))
  network
    .command('examples')
    .argument('[name]')
    .description('list networks to begin with, or print one as JSON')
    .action((name: string | undefined, _options, command: Command) => run.withoutLibrary(command, (session) => examples(session, name)))
  addRuleOptions(network.command('check').argument('<file>'))
    .description('say the shapes and parameters of a network, or what is wrong with it and where; exit 1 when something is wrong')
    .action((file: string, options: RuleOptions, command: Command) =>
      run.withoutLibrary(command, (session) => check(session, file, options)),
    )
}

function answerWith(value: unknown): CommandAnswer {
  return { value, lines: [JSON.stringify(value, null, 2)] }
}

async function examples(session: CommandSession, name: string | undefined): Promise<CommandAnswer> {
  const found = await session.call('network.examples', null)
  if (name === undefined)
    return {
      value: found.map(({ network: _, ...example }) => example),
      lines: found.map((example) => `${example.name.padEnd(32)}  ${example.about}`),
    }
  const chosen = found.find((example) => example.name === name)
  if (chosen) return answerWith(chosen.network)
  return fail('not-found', `There is no example “${name}”.`, `There are: ${found.map((example) => example.name).join('; ')}.`)
}

async function check(session: CommandSession, file: string, options: RuleOptions): Promise<CommandAnswer> {
  const value = await session.call('network.check', { network: jsonOf(file), excerptRule: ruleOfOptions(options) })
  if (value.problems.length > 0) process.exitCode = exitCodes.failed
  return { value, lines: linesOf(value) }
}

/** @throws Failure `file-invalid` for a file that is no JSON */
function jsonOf(file: string): unknown {
  const { text } = readTextFile(resolve(file))
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail('file-invalid', `${file} is no JSON: ${reason}`, 'Begin with one of `network examples`.')
  }
}

function linesOf({ problems, description }: NetworkCheck): string[] {
  if (description === null) return problems.map(({ path, message, hint }) => `${path.join('.')}: ${message} ${hint}`)
  const rows = description.layers.map(({ name, label, shape, parameters, isHeld }) => {
    const words = [name.padEnd(12), `${isHeld ? '  ' : ''}${label}`.padEnd(44), shape.padEnd(12), parameters > 0 ? String(parameters) : '']
    return words.join(' ').trimEnd()
  })
  return [...rows, `${description.network.name}: ${description.parameters} trained parameters`]
}

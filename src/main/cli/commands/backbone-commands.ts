import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Backbone } from '@shared/contract/backbones'
import { backboneOf } from '../named-backbone'
import { tableLines } from '../options'
import type { CommandRunner } from '../run-command'

/** `backbone add|list|remove`. */
export function addBackboneCommands(program: Command, run: CommandRunner): void {
  const backbone = program.command('backbone').description('models from elsewhere that networks read')
  backbone
    .command('add')
    .argument('<file>', 'an ONNX file')
    .description('try a backbone and keep a copy of it in the library')
    .option('--card <file>', 'its card as JSON; the file of the same name beside it without')
    .option('--name <name>', 'the name on its card without it')
    .action((file: string, { card, name }: { card?: string; name?: string }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const request = { path: resolve(file), ...(card !== undefined && { cardPath: resolve(card) }), ...(name !== undefined && { name }) }
        const job = await session.finish((await session.call('backbones.add', request)).jobId)
        return { value: job.value, lines: [job.outcome] }
      }),
    )
  backbone.command('list').action((_options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const list = await session.call('backbones.list', null)
      return { value: list, lines: backboneTable(list) }
    }),
  )
  backbone
    .command('remove')
    .argument('<name>', 'name or number')
    .description('remove a backbone that no run reads')
    .action((named: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const backboneId = await backboneOf(session, named)
        await session.call('backbones.remove', { backboneId })
        return { value: { backboneId }, lines: [`Backbone ${backboneId} removed.`] }
      }),
    )
}

function backboneTable(list: readonly Backbone[]): string[] {
  const rows = list.map(({ id, name, card, units, bytes, digest }) => [
    String(id),
    name,
    card.input.kind,
    `${card.input.sampleRate} Hz`,
    String(units),
    `${(bytes / 1e6).toFixed(1)} MB`,
    card.licence,
    digest.slice(0, 12),
  ])
  return tableLines(['id', 'name', 'reads', 'rate', 'numbers', 'size', 'licence', 'digest'], rows)
}

import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type Scale, scales } from '@shared/domain/plane'
import type { CommandRunner } from '../run-command'

/** `lexicon list|import|use`. */
export function addLexiconCommands(program: Command, run: CommandRunner): void {
  const lexicon = program.command('lexicon').description('lexicons: valence and arousal of words')
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
    .addOption(new Option('--scale <scale>', 'scale of valence and arousal').choices(scales))
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

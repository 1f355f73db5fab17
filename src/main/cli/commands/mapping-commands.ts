import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ChannelResult } from '@shared/contract/channels'
import { tableLines, wholeNumber } from '../options'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'

/** `tags map|unmap|merge|rename|restore|suggest|mapping`. */
export function addMappingCommands(tags: Command, run: CommandRunner): void {
  addTagLevel(tags, run)
  addWordLevel(tags, run)
  addSuggest(tags, run)
  addMappingFile(tags.command('mapping').description('what is mapped by hand: show, export, import'), run)
}

const remapped = (value: ChannelResult<'tags.map'>): CommandAnswer => ({
  value,
  lines: [`${value.remappedTags} tags stand for another word now. Derive labels to use it.`],
})

function addTagLevel(tags: Command, run: CommandRunner): void {
  tags
    .command('map')
    .argument('<tag>', 'as it was imported')
    .argument('[word]', 'an emotion word, or another word of the lexicon in use')
    .option('--exclude', 'let the tag stand for no word')
    .description('map a raw tag to a word by hand; this wins over the stems')
    .action((tag: string, word: string | undefined, { exclude = false }: { exclude?: boolean }, command: Command) => {
      if ((word === undefined) !== exclude)
        return command.error('error: name a word, or give --exclude', { exitCode: exitCodes.wrongUsage })
      return run.withLibrary(command, async (session) => remapped(await session.call('tags.map', { tags: [tag], word: word ?? null })))
    })
  tags
    .command('unmap')
    .argument('<tag...>', 'as they were imported')
    .description('leave raw tags to the stems again')
    .action((names: string[], _options, command: Command) =>
      run.withLibrary(command, async (session) => remapped(await session.call('tags.unmap', { tags: names }))),
    )
}

function addWordLevel(tags: Command, run: CommandRunner): void {
  tags
    .command('merge')
    .argument('<word>')
    .argument('<into>', 'the word that its tags count for from now on')
    .description('merge an emotion word into another')
    .action((word: string, into: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => remapped(await session.call('tags.mergeWord', { word, into }))),
    )
  tags
    .command('rename')
    .argument('<word>')
    .argument('<name>', 'a name that no other word has')
    .description('call an emotion word by another name; it keeps its coordinates where the lexicon lacks the name')
    .action((word: string, name: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => remapped(await session.call('tags.renameWord', { word, name }))),
    )
  tags
    .command('restore')
    .argument('<word>', 'a word that was merged or renamed')
    .description('take back a merge or a new name')
    .action((word: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => remapped(await session.call('tags.restoreWord', { word }))),
    )
}

function addSuggest(tags: Command, run: CommandRunner): void {
  tags
    .command('suggest')
    .option('--limit <n>', 'how many at most', wholeNumber, 50)
    .description('words that unmapped tags may stand for, by stem, spelling and company; changes nothing')
    .action(({ limit }: { limit: number }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = (await session.call('tags.suggest', null)).slice(0, limit)
        const rows = value.map(({ tag, tracks, word, strength, evidence }) => [tag, String(tracks), word, strength.toFixed(2), evidence])
        return { value, lines: tableLines(['tag', 'tracks', 'word', 'strength', 'why'], rows) }
      }),
    )
}

function addMappingFile(mapping: Command, run: CommandRunner): void {
  mapping
    .command('show')
    .description('tags mapped or excluded by hand, words merged and renamed')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('tags.mapping', null)
        const ofTags = value.tags.map(({ tag, word }) => `tag “${tag}” ${word === null ? 'excluded' : `→ ${word}`}`)
        const ofWords = value.words.map(
          ({ word, into, change }) => `word ${word} ${change === 'merge' ? 'merged into' : 'renamed to'} ${into}`,
        )
        const lines = [...ofTags, ...ofWords]
        return { value, lines: lines.length > 0 ? lines : ['Nothing is mapped by hand: the stems decide.'] }
      }),
    )
  mapping
    .command('export')
    .argument('<file>')
    .description('write the mapping, stems included, as JSON')
    .action((file: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('tags.exportMapping', { path: resolve(file) })
        return { value, lines: [`Wrote ${value.tags} tags and ${value.words} words to ${value.path}`] }
      }),
    )
  mapping
    .command('import')
    .argument('<file>')
    .option('--replace', 'drop what is mapped by hand here first')
    .description('read a mapping; what it says of a tag or a word wins')
    .action((file: string, { replace = false }: { replace?: boolean }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('tags.importMapping', { path: resolve(file), replace })
        const absent = value.absentTags > 0 ? [`${value.absentTags} of its tags are not in this library yet.`] : []
        return { value, lines: [`Read ${value.tags} tags and ${value.words} words.`, ...absent, ...remapped(value).lines] }
      }),
    )
}

import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type TextKind, textKinds } from '@shared/domain/modality'
import type { Embedding, EmbeddingSettings } from '@shared/contract/embeddings'
import type { CommandSession } from '../command-session'
import { embeddingOf } from '../named-embedding'
import { tableLines, wholeNumber } from '../options'
import type { CommandAnswer, CommandRunner } from '../run-command'

interface TrainOptions extends Partial<EmbeddingSettings> {
  readonly name?: string
  readonly kind: TextKind[]
}

const kindOption = (): Option => new Option('--kind <kind...>', 'whose words').choices(textKinds).default(textKinds)

/** `embedding train|import|list|neighbours`. */
export function addEmbeddingCommands(program: Command, run: CommandRunner): void {
  const embedding = program.command('embedding').description('word vectors of the library’s texts')
  addTrainCommand(embedding, run)
  addImportCommand(embedding, run)
  embedding.command('list').action((_options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const list = await session.call('embeddings.list', null)
      return { value: list, lines: embeddingTable(list) }
    }),
  )
  addNeighboursCommand(embedding, run)
}

function addTrainCommand(embedding: Command, run: CommandRunner): void {
  embedding
    .command('train')
    .description('learn word vectors from the lyrics and comments')
    .option('--name <name>')
    .addOption(kindOption())
    .option('--size <n>', 'numbers of a vector (300)', wholeNumber)
    .option('--window <n>', 'words on each side (7)', wholeNumber)
    .option('--min-count <n>', 'leave out words that occur less often (1)', wholeNumber)
    .option('--epochs <n>', 'passes over the texts (10, more where there are few)', wholeNumber)
    .option('--negative <n>', 'words drawn against each pair (5)', wholeNumber)
    .option('--threads <n>', 'threads; one repeats bit for bit (1)', wholeNumber)
    .option('--seed <n>', 'seed', wholeNumber)
    .option('--part-of-speech', 'distinguish words by their part of speech too')
    .option('--structure', 'mark verse, chorus and repetition of lyrics')
    .action(({ name, kind, ...settings }: TrainOptions, command: Command) =>
      run.withLibrary(command, async (session) =>
        made(session, (await session.call('embeddings.train', { kinds: kind, settings, ...(name === undefined ? {} : { name }) })).jobId),
      ),
    )
}

function addImportCommand(embedding: Command, run: CommandRunner): void {
  embedding
    .command('import')
    .argument('<file>', 'word2vec (.bin, .txt) or GloVe (.txt)')
    .description('take the vectors of the library’s words from a file')
    .option('--name <name>')
    .addOption(kindOption())
    .action((file: string, { name, kind }: TrainOptions, command: Command) =>
      run.withLibrary(command, async (session) =>
        made(
          session,
          (await session.call('embeddings.import', { path: resolve(file), kinds: kind, ...(name === undefined ? {} : { name }) })).jobId,
        ),
      ),
    )
}

function addNeighboursCommand(embedding: Command, run: CommandRunner): void {
  embedding
    .command('neighbours')
    .argument('<word>')
    .description('the nearest words')
    .option('--embedding <name>', 'name or number; the newest without it')
    .option('--count <n>', 'how many', wholeNumber, 10)
    .action((word: string, options: { embedding?: string; count: number }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const embeddingId = await embeddingOf(session, options.embedding)
        const value = await session.call('embeddings.neighbours', { embeddingId, word, count: options.count })
        return {
          value,
          lines: tableLines(
            ['word', 'similarity'],
            value.map((near) => [near.word, near.similarity.toFixed(3)]),
          ),
        }
      }),
    )
}

async function made(session: CommandSession, jobId: string): Promise<CommandAnswer> {
  const job = await session.finish(jobId)
  return { value: job.value, lines: [job.outcome] }
}

function embeddingTable(list: readonly Embedding[]): string[] {
  const rows = list.map(({ id, name, origin, words, size, coverage }) => [
    String(id),
    name,
    origin,
    String(words),
    String(size),
    Object.entries(coverage)
      .map(([kind, { tokens, coveredTokens }]) => `${kind} ${((100 * coveredTokens) / Math.max(1, tokens)).toFixed(0)} %`)
      .join(', '),
  ])
  return tableLines(['id', 'name', 'origin', 'words', 'size', 'covers'], rows)
}

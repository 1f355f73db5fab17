import { type Command, Option } from 'commander'
import { queueOrders, type QueueOrder } from '@shared/contract/review-queue'
import { type ReviewReason, reviewReasons } from '@shared/domain/unreliability/reasons'
import { wholeNumber } from '../options'
import type { CommandRunner } from '../run-command'

interface QueueOptions {
  readonly limit: number
  readonly order: QueueOrder
  readonly reason?: ReviewReason
}

/** `queue list`. */
export function addQueueCommands(program: Command, run: CommandRunner): void {
  program
    .command('queue')
    .description('tracks that deserve a look')
    .command('list')
    .option('--limit <n>', 'how many tracks at most', wholeNumber, 50)
    .addOption(
      new Option('--order <order>', 'the least reliable labels, or the most useful ones, first')
        .choices(queueOrders)
        .default('unreliability'),
    )
    .addOption(new Option('--reason <reason>', 'only tracks with this reason').choices(reviewReasons))
    .description('the tracks whose labels are least reliable, with the evidence')
    .action(({ limit, order, reason }: QueueOptions, command: Command) =>
      run.withLibrary(command, async (session) => {
        const filter = reason === undefined ? {} : { reasons: [reason] }
        const { entries, total, note } = await session.call('queue.list', { trackIds: null, order, filter, limit })
        const value = entries.map(({ trackId, title, artist, path, score, parts, reviewed }) => ({
          trackId,
          title,
          artist,
          path,
          score,
          reasons: parts.map((part) => ({ reason: part.reason, strength: part.strength, evidence: part.text })),
          reviewed,
        }))
        const lines = value.map(
          ({ trackId, title, path, score, reasons }) =>
            `${score.toFixed(2)}  ${trackId}  ${title || (path ?? 'no title')}: ${reasons.map(({ evidence }) => evidence).join('; ')}`,
        )
        return { value, lines: [`${entries.length} of ${total} tracks. ${note}`, ...lines] }
      }),
    )
}

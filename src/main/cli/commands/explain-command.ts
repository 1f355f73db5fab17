import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type Explanation, explanationSchema } from '@shared/contract/explanation-channels'
import type { Move } from '@shared/domain/occlusion'
import type { CommandSession } from '../command-session'
import { runOf } from '../named-run'
import { trackOf } from '../named-track'
import { tableLines } from '../options'
import { type CommandRunner, exitCodes } from '../run-command'

/** Words that lines show; `--json` has all. */
const shownWords = 20

interface ExplainOptions {
  readonly model?: string
  readonly run?: string
}

/** `explain`. */
export function addExplainCommand(program: Command, run: CommandRunner): void {
  program
    .command('explain')
    .argument('<track>', 'external id, path, number, file name or title of a track of the library')
    .addOption(new Option('--model <file>', 'a model.onnx exported by Circumplex').conflicts('run'))
    .option('--run <run>', 'the weights of a run')
    .description('which seconds and words moved the prediction of a track: each is left out, and the prediction is made again')
    .action((track: string, options: ExplainOptions, command: Command) => {
      if (options.model === undefined && options.run === undefined)
        return command.error('error: give --model or --run', { exitCode: exitCodes.wrongUsage })
      return run.withLibrary(command, async (session) => {
        const { id: trackId } = await trackOf(session, track)
        const { jobId } = await session.call('explanations.start', { trackId, ...(await explainedBy(session, options)) })
        const value = explanationSchema.parse((await session.finish(jobId)).value)
        return { value, lines: linesOf(value) }
      })
    })
}

async function explainedBy(session: CommandSession, { model, run }: ExplainOptions): Promise<{ modelId: number } | { runId: string }> {
  if (run !== undefined) return { runId: (await runOf(session, run)).id }
  return { modelId: (await session.call('models.add', { path: resolve(model ?? '') })).id }
}

function linesOf({ title, model, spans, words, chance, ...whole }: Explanation): string[] {
  return [
    `“${title}” by ${model}: valence ${three(whole.valence)}, arousal ${three(whole.arousal)} (scale −1…1).`,
    'Moved: the prediction with it less the prediction without it.',
    ...(spans.length > 0
      ? tableLines(
          ['from s', 'to s', ...movedColumns],
          spans.map((span) => [span.startSeconds.toFixed(1), span.endSeconds.toFixed(1), ...movesOf(span)]),
        )
      : []),
    ...(chance
      ? [`What fills a stretch is drawn: numbers below ${three(chance.valence)} and ${three(chance.arousal)} may be chance.`]
      : []),
    ...(words.length > 0
      ? tableLines(
          ['word', 'written', 'times', 'text', ...movedColumns],
          words.slice(0, shownWords).map((word) => [word.token, word.forms.join(', '), String(word.count), word.kind, ...movesOf(word)]),
        )
      : []),
    ...(words.length > shownWords ? [`… and ${words.length - shownWords} words that moved it less.`] : []),
  ]
}

const movedColumns = ['moved valence', 'moved arousal']
const movesOf = ({ valence, arousal }: Move): string[] => [signed(valence), signed(arousal)]
const three = (value: number): string => value.toFixed(3)
const signed = (value: number): string => `${value < 0 ? '' : '+'}${three(value)}`

import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { labelMoves, shiftHistogram } from '@shared/domain/label-moves'
import { movedTracks, quadrantCounts } from '@shared/domain/label-preview'
import { type Scale, scales } from '@shared/domain/plane'
import { wholeNumber } from '../options'
import type { CommandRunner } from '../run-command'

const [binWidth, bins] = [0.1, 10]

/** `labels moved BEFORE AFTER`. */
export function addMovedCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('moved')
    .argument('<before>', 'id of a label version', wholeNumber)
    .argument('<after>', 'id of another', wholeNumber)
    .option('--out <file>', 'write every track that moves as CSV')
    .addOption(new Option('--scale <scale>', 'scale of the file').choices(scales).default('-1-1'))
    .description('lay two label versions side by side: which tracks move, and how far')
    .action((before: number, after: number, { out, scale }: { out?: string; scale: Scale }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const sides = { before: { versionId: before }, after: { versionId: after } }
        const pair = await session.call('labels.pair', sides)
        const written = out === undefined ? null : await session.call('labels.exportMoved', { ...sides, path: resolve(out), scale })
        const value = {
          ...movedTracks(pair.before, pair.after),
          tracks: pair.trackIds.length,
          quadrantsBefore: quadrantCounts(pair.before),
          quadrantsAfter: quadrantCounts(pair.after),
          histogram: { width: binWidth, counts: shiftHistogram(pair, binWidth, bins) },
          farthest: labelMoves(pair)
            .slice(0, 10)
            .map(({ trackId, from, to, distance }) => ({ trackId, from, to, distance })),
          path: written?.path ?? null,
        }
        const lines = [
          `${value.moved} of ${value.tracks} tracks move, ${value.changedQuadrant} change quadrant`,
          `${value.lost} lose their label, ${value.gained} gain one`,
          `Q1 to Q4 before: ${value.quadrantsBefore.join(', ')}; after: ${value.quadrantsAfter.join(', ')}`,
          ...(written ? [`Wrote ${written.moved} tracks to ${written.path} (scale ${scale})`] : []),
        ]
        return { value, lines }
      }),
    )
}

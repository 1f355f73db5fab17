import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { fromScale } from '@shared/domain/plane'
import { createRandom } from '@shared/domain/random'
import type { CaseKind } from './cases'
import { momentsOfMusic } from './music-moments'
import { outOfFoldRidge } from './ridge'

const labelsPath = join(process.cwd(), '..', 'shared', 'data', 'real-music-dev', 'labels.csv')
const rowsSchema = z.array(z.object({ track: z.string(), valence: z.coerce.number(), arousal: z.coerce.number() }))
/** Where out-of-fold predictions of right labels err least, on the draws 1001 to 1010: R² .37 for valence, .56 for arousal. */
const ridge = 60

/** Names the folder of the audio files that the table of labels names. */
const folderVariable = 'CIRCUMPLEX_BENCH_MUSIC'

/**
 * Real music with a teacher's valence and arousal, predicted from its MFCC; a seed draws other folds.
 * @param report gets a sentence where the table, the folder or a file is not there
 * @returns no case then
 */
export function realMusicKinds(report: (sentence: string) => void): CaseKind[] {
  const folder = process.env[folderVariable] ?? ''
  if (!existsSync(labelsPath)) return skipped(report, `There is no table ${labelsPath}.`)
  if (folder === '') return skipped(report, `Set ${folderVariable} to the folder of the music that the table names.`)
  const rows = rowsSchema.parse(parse(readFileSync(labelsPath, 'utf8'), { columns: true }))
  const missing = rows.find(({ track }) => !existsSync(join(folder, track)))
  if (missing) return skipped(report, `${folder} holds no '${missing.track}'.`)
  let moments: Promise<Float64Array[]> | null = null
  const draw: CaseKind['draw'] = async (seed) => {
    moments ??= momentsOfMusic(rows.map(({ track }) => join(folder, track)))
    const features = await moments
    const songs = createRandom(seed).shuffle(rows.map((row, index) => ({ ...row, moments: features[index] ?? new Float64Array(0) })))
    return {
      labels: songs.map(({ valence, arousal }) => ({ valence: fromScale(valence, '0-1'), arousal: fromScale(arousal, '0-1') })),
      models: [
        outOfFoldRidge(
          songs.map((song) => song.moments),
          ridge,
        ),
      ],
    }
  }
  return [{ name: 'real music labelled by a teacher, MFCC', draw }]
}

function skipped(report: (sentence: string) => void, why: string): CaseKind[] {
  report(`Real music is left out: ${why}`)
  return []
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { textKindSchema } from '@shared/contract/common'
import { asFailure } from '@shared/domain/failure'
import { defaultExcerptRule, type ExcerptRule, levels } from '@shared/domain/excerpt-rule'
import { sampleRate } from '@shared/domain/feature-constants'
import type { TextKind } from '@shared/domain/modality'
import { writeFileAtomically } from '../../files/write-atomically'
import type { Library } from '../../store/library'
import { runFolder } from '../../store/run-folder'

const textInputSchema = z.object({
  /** Name of the vocabulary file in the run's folder; no path, because the folder may come from somebody else. */
  vocabularyFile: z.string().regex(/^vocabulary-[a-z]+\.json$/),
  vocabularyDigest: z.string(),
  /** Token ids, padding included. */
  vocabularySize: z.number().int().min(1),
  /** Name of the word vectors, for people. */
  embedding: z.string(),
  /** The tracks whose texts the vectors were learnt from; null for vectors that were learnt elsewhere, and in runs of earlier versions. */
  learntFrom: z.array(z.number()).nullable().default(null),
})
export type TextInput = z.infer<typeof textInputSchema>

/** What a run's network reads: who goes on from the run or exports it must read alike. */
const runInputsSchema = z.object({
  /** How a track becomes an excerpt; null without audio. */
  excerptRule: z
    .object({
      sampleRate: z.number(),
      sourceSeconds: z.number(),
      segmentSeconds: z.number(),
      keptSegmentSeconds: z.number(),
      level: z.enum(levels).optional(),
    })
    .nullable(),
  texts: z.partialRecord(textKindSchema, textInputSchema),
  /** What was decided for the user, in sentences. */
  notes: z.array(z.string()),
})
export type RunInputs = z.infer<typeof runInputsSchema>

/** A dataset's excerpt rule as a run's folder keeps it. */
export function keptRule({ lengthSeconds, ...rule }: ExcerptRule): NonNullable<RunInputs['excerptRule']> {
  return { sampleRate, sourceSeconds: lengthSeconds, ...rule }
}

/** A run without texts: also what runs of earlier versions read, which kept no note of it. */
export const audioInputs: RunInputs = { excerptRule: keptRule(defaultExcerptRule), texts: {}, notes: [] }

/** Name of a vocabulary in a run's folder. */
export function vocabularyFileOf(kind: TextKind): string {
  return `vocabulary-${kind}.json`
}

function pathOf(library: Library, runId: string): string {
  return join(runFolder(library, runId).directory, 'inputs.json')
}

/** What a run reads; null before it was prepared. */
export async function readRunInputs(library: Library, runId: string): Promise<RunInputs | null> {
  try {
    return runInputsSchema.parse(JSON.parse(await readFile(pathOf(library, runId), 'utf8')))
  } catch (error) {
    if (asFailure(error).code === 'file-missing') return null
    throw error
  }
}

/** Notes what a run reads. */
export async function writeRunInputs(library: Library, runId: string, inputs: RunInputs): Promise<void> {
  await writeFileAtomically(pathOf(library, runId), JSON.stringify(inputs))
}

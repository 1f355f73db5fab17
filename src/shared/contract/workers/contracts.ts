import { z } from 'zod'
import type { WorkerKind } from '../worker-messages'
import { adaptersPayloadSchema, adaptersResultSchema } from './adapters'
import { tryBackbonePayloadSchema, tryBackboneResultSchema } from './backbone'
import { compareDevicesPayloadSchema, compareDevicesResultSchema } from './compare-devices'
import { baselinesPayloadSchema, baselinesResultSchema, exportBaselinePayloadSchema, exportBaselineResultSchema } from './baselines'
import { devicesPayloadSchema, devicesResultSchema } from './devices'
import { doctorPayloadSchema, doctorResultSchema } from './doctor'
import { explainedFileSchema, explanationPayloadSchema } from './explanation'
import { featuresItemSchema, featuresPayloadSchema, featuresResultSchema } from './features'
import { importAudioItemSchema, importAudioPayloadSchema, importAudioResultSchema } from './import-audio'
import { importVectorsPayloadSchema, importVectorsResultSchema } from './import-vectors'
import { peaksPayloadSchema, peaksResultSchema } from './peaks'
import { predictionItemSchema, predictionPayloadSchema, predictionResultSchema } from './prediction'
import { sampleLibraryItemSchema, sampleLibraryPayloadSchema, sampleLibraryResultSchema } from './sample-library'
import { trainingItemSchema, trainingPayloadSchema, trainingResultSchema } from './training'
import { word2VecPayloadSchema, word2VecResultSchema } from './word2vec'

/** Every kind of worker once: what it is given, each item that it sends meanwhile, and what it answers. */
const workerContracts = {
  'import-audio': { payload: importAudioPayloadSchema, item: importAudioItemSchema, result: importAudioResultSchema },
  peaks: { payload: peaksPayloadSchema, item: z.never(), result: peaksResultSchema },
  features: { payload: featuresPayloadSchema, item: featuresItemSchema, result: featuresResultSchema },
  training: { payload: trainingPayloadSchema, item: trainingItemSchema, result: trainingResultSchema },
  baselines: { payload: baselinesPayloadSchema, item: z.never(), result: baselinesResultSchema },
  'export-baseline': { payload: exportBaselinePayloadSchema, item: z.never(), result: exportBaselineResultSchema },
  prediction: { payload: predictionPayloadSchema, item: predictionItemSchema, result: predictionResultSchema },
  explanation: { payload: explanationPayloadSchema, item: z.never(), result: explainedFileSchema },
  'sample-library': { payload: sampleLibraryPayloadSchema, item: sampleLibraryItemSchema, result: sampleLibraryResultSchema },
  word2vec: { payload: word2VecPayloadSchema, item: z.never(), result: word2VecResultSchema },
  'import-vectors': { payload: importVectorsPayloadSchema, item: z.never(), result: importVectorsResultSchema },
  'try-backbone': { payload: tryBackbonePayloadSchema, item: z.never(), result: tryBackboneResultSchema },
  adapters: { payload: adaptersPayloadSchema, item: z.never(), result: adaptersResultSchema },
  'compare-devices': { payload: compareDevicesPayloadSchema, item: z.never(), result: compareDevicesResultSchema },
  devices: { payload: devicesPayloadSchema, item: z.never(), result: devicesResultSchema },
  doctor: { payload: doctorPayloadSchema, item: z.never(), result: doctorResultSchema },
} as const satisfies Record<WorkerKind, { payload: z.ZodType; item: z.ZodType; result: z.ZodType }>

export type WorkerPayload<Kind extends WorkerKind> = z.input<(typeof workerContracts)[Kind]['payload']>
export type WorkerItem<Kind extends WorkerKind> = z.output<(typeof workerContracts)[Kind]['item']>
export type WorkerResult<Kind extends WorkerKind> = z.output<(typeof workerContracts)[Kind]['result']>

/** The schemas by which a kind of worker is checked. */
export interface AnswerSchemas<Kind extends WorkerKind> {
  readonly item: z.ZodType<WorkerItem<Kind>>
  readonly result: z.ZodType<WorkerResult<Kind>>
}

const answerSchemas: { readonly [Kind in WorkerKind]: AnswerSchemas<Kind> } = workerContracts

/** The schemas of what a kind of worker sends. */
export function answerSchemasOf<Kind extends WorkerKind>(kind: Kind): AnswerSchemas<Kind> {
  return answerSchemas[kind]
}

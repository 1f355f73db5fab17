import { basename, join } from 'node:path'
import type { OptimiserSettings, TrainingPayload, TrainingSample } from '@shared/contract/workers/training'
import type { Network } from '@shared/domain/network'
import type { PlanePoint } from '@shared/domain/plane'
import { mixSeed } from '@shared/domain/random'
import { levelOf } from '@shared/domain/excerpt-rule'
import type { LevelShift } from '@shared/domain/level-shift'
import { initialWeights } from '../network/initial-weights'
import { withMoments, withoutMoments } from '../network/moments'
import type { NetworkPlan } from '../network/plan'
import { weightSpecifications, type Weights } from '../network/weights'
import { type Checkpoint, clearCheckpoint, fingerprintOf, loadCheckpoint, saveCheckpoint } from './checkpoint'
import type { EngineOnDevice, TrainingSession } from '../engines/engine'
import { measureLevelShift, readsLevel } from './level-shift'
import { normalisationConstants } from './normalisation-constants'
import type { TrainingPart } from './parts'
import type { PlannedSteps } from './planned-steps'
import { predictSamples } from './predict-samples'
import { type BranchRows, keptArrays } from './samples'
import type { TrainingEnvironment } from './environment'
import { nothingTrained, train } from './train'
import type { Progress, Training } from './training'

/** What all parts of a run share. */
export interface PartContext {
  readonly payload: TrainingPayload
  readonly environment: TrainingEnvironment
  readonly computer: EngineOnDevice
  /** What is trained: the whole network, or what lies behind its frozen branches. */
  readonly plan: NetworkPlan
  readonly wholePlan: NetworkPlan
  readonly branchRows: BranchRows
  /** Tensors that replace the initial ones of the same name. */
  readonly initial: Weights
  /** Where this part keeps its checkpoint. */
  readonly directory: string
  readonly steps: PlannedSteps
}

/** The result of a part. */
export interface PartOutcome {
  readonly finished: boolean
  readonly epochsDone: number
  readonly bestEpoch: number | null
  readonly weights: Weights
  /** One a sample of `predicted`, −1…1. */
  readonly points: readonly PlanePoint[]
  /** What gains of the files do to its predictions of held-out samples; null where that was not measured. */
  readonly levelShift: LevelShift | null
}

/** A checkpoint is written at most this often, and at the end. Epochs after the last checkpoint are trained again, with the same result. */
const secondsBetweenCheckpoints = 2

/**
 * Trains one part from its checkpoint or anew, and predicts with the best weights.
 * @returns null when it was stopped before an epoch was done
 * @throws Failure of the training, after its last epoch was kept
 */
export async function trainPart(context: PartContext, part: TrainingPart): Promise<PartOutcome | null> {
  const { plan, payload, environment, branchRows } = context
  const settings = settingsOf(payload, part)
  const folder = join(context.directory, 'checkpoint')
  const fingerprint = fingerprintOfPart(payload, part, settings)
  if (!payload.resume) await clearCheckpoint(folder)
  const found = payload.resume ? await loadCheckpoint(folder, fingerprint) : null
  const begun = found ?? nothingTrained(await startingState(context, part, settings))
  const keep = keeper(folder, { fingerprint, settings })
  const progress = await withSession(context, begun.weights, (session) =>
    train({ ...trainingOf(context, part, settings, begun.epochsDone), session, save: keep.afterEpoch }, begun),
  ).catch(async (error: unknown) => {
    await keep.atFailure()
    throw error
  })
  if (progress.epochsDone === 0) return null
  await keep.atEnd(progress)
  const weights = withoutMoments(plan, (progress.best ?? progress).weights)
  const points = await withSession(context, weights, (session) =>
    predictSamples(
      {
        session,
        plan,
        branchRows,
        arrays: keptArrays(),
        scale: settings.targetScale,
        batchSize: settings.batchSize,
        yieldToEvents: environment.yieldToEvents,
      },
      part.predicted,
    ),
  )
  const levelShift = await levelShiftOf(context, part, settings, weights, points)
  const { finished, epochsDone, best } = progress
  return { finished, epochsDone, bestEpoch: best?.epoch ?? null, weights, points, levelShift }
}

function fingerprintOfPart(payload: TrainingPayload, { train: samples, lastEpoch }: TrainingPart, settings: OptimiserSettings): string {
  return fingerprintOf([
    payload.network,
    settings,
    payload.vocabularySizes,
    samples.map((sample) => identityOf(sample, payload.network)),
    ...(lastEpoch === undefined ? [] : [lastEpoch]),
  ])
}

/** Asks the whole network, frozen branches with it, about its held-out samples as if their files were louder or quieter. */
async function levelShiftOf(
  context: PartContext,
  part: TrainingPart,
  settings: OptimiserSettings,
  weights: Weights,
  points: readonly PlanePoint[],
): Promise<LevelShift | null> {
  const { payload, environment, wholePlan: plan, initial } = context
  const rows = part.predicted.flatMap((sample, index) => {
    const point = points[index]
    return point && (payload.folds > 0 || sample.split === 'test') ? [{ sample, point }] : []
  })
  const isMatched = levelOf(payload.excerptRule ?? {}) === 'matched'
  if (rows.length === 0 || isMatched || !readsLevel(plan) || environment.signal.aborted) return null
  const names = new Set(weightSpecifications(plan).map(({ name }) => name))
  const whole: Weights = new Map([...initial, ...weights].filter(([name]) => names.has(name)))
  const { targetScale: scale, batchSize } = settings
  return withSession({ ...context, plan }, whole, (session) =>
    measureLevelShift(
      { session, plan, scale, batchSize, yieldToEvents: environment.yieldToEvents },
      rows.map(({ sample }) => sample),
      rows.map(({ point }) => point),
    ),
  )
}

/**
 * What a sample contributes to each branch; not in which folder its files lie, so that a moved library can go on: files are named by their
 * content.
 */
function identityOf({ trackId, valence, arousal, inputs }: TrainingSample, { branches }: Network): readonly unknown[] {
  const read = branches.map(({ modality }) => {
    const file = inputs[modality]
    return file ? [basename(file.path), file.startSeconds ?? null] : null
  })
  return [trackId, valence, arousal, ...read]
}

function settingsOf({ settings, folds }: TrainingPayload, { fold }: TrainingPart): OptimiserSettings {
  return folds === 0 ? settings : { ...settings, seed: mixSeed(settings.seed, fold + 1) }
}

async function startingState(context: PartContext, part: TrainingPart, settings: OptimiserSettings): Promise<Weights> {
  const weights = await startingWeights(context, part, settings)
  return settings.optimiser === 'adam' ? withMoments(context.plan, weights) : weights
}

async function startingWeights(
  { plan, wholePlan, initial, environment }: PartContext,
  part: TrainingPart,
  { seed }: OptimiserSettings,
): Promise<Weights> {
  const constants = await normalisationConstants(plan, part.train, environment)
  const known = new Set(weightSpecifications(plan).map(({ name }) => name))
  const given = [...initial].filter(([name]) => known.has(name))
  return new Map([...initialWeights(wholePlan, seed), ...constants, ...given])
}

function trainingOf(
  context: PartContext,
  part: TrainingPart,
  settings: OptimiserSettings,
  begunEpochs: number,
): Omit<Training, 'save' | 'session'> {
  const { plan, payload, branchRows, environment, steps: planned } = context
  let epochsDone = begunEpochs
  return {
    plan,
    branchRows,
    settings,
    ...part,
    signal: environment.signal,
    untilEpoch: payload.untilEpoch,
    yieldToEvents: environment.yieldToEvents,
    onStep: (steps) => environment.onProgress(planned.before + epochsDone * planned.anEpoch + steps, planned.total),
    onEpoch: (epoch) => {
      epochsDone = epoch.epoch
      const secondsAfter = (planned.after * epoch.epochSeconds) / planned.anEpoch
      environment.onItem({ kind: 'epoch', epoch: { ...epoch, secondsLeft: epoch.secondsLeft + secondsAfter } })
    },
  }
}

interface Keeper {
  afterEpoch(progress: Progress): Promise<void>
  atEnd(progress: Progress): Promise<void>
  /** Writes what is not written yet: a loss that diverges, or a GPU that fails, takes no epoch with it. */
  atFailure(): Promise<void>
}

function keeper(folder: string, identity: Pick<Checkpoint, 'fingerprint' | 'settings'>): Keeper {
  let lastMs = -Infinity
  let unwritten: Progress | null = null
  const save = async (progress: Progress): Promise<void> => {
    await saveCheckpoint(folder, { ...progress, ...identity })
    lastMs = performance.now()
    unwritten = null
  }
  return {
    afterEpoch: async (progress) => {
      unwritten = progress
      if (performance.now() - lastMs >= secondsBetweenCheckpoints * 1000) await save(progress)
    },
    atEnd: save,
    atFailure: async () => {
      if (unwritten) await save(unwritten)
    },
  }
}

async function withSession<Value>(
  context: PartContext,
  weights: Weights,
  work: (session: TrainingSession) => Promise<Value>,
): Promise<Value> {
  const { engine, device } = context.computer
  const session = await engine.open(context.plan, weights, device)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

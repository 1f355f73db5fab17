/** A trial as far as a search has come with it. */
export interface TrialProgress {
  readonly number: number
  /** Successive halving may be gone through several times; trials are held against those of their bracket. From 0. */
  readonly bracket: number
  /** To how many epochs it is, or was, to be trained. */
  readonly epochs: number
  readonly epochsDone: number
  /** `begun`: broken off before its epochs were done. */
  readonly state: 'begun' | 'reached' | 'failed'
  /** Validation loss; null before the first epoch. */
  readonly loss: number | null
}

/** What time a search has, and what an epoch has cost so far. */
export interface SearchTime {
  readonly secondsLeft: number
  /** Null before anything was measured. */
  readonly secondsPerEpoch: number | null
}

/** What a search does next. */
export type SearchStep =
  | { readonly kind: 'draw'; readonly bracket: number; readonly epochs: number }
  | { readonly kind: 'go-on'; readonly number: number; readonly epochs: number }
  | { readonly kind: 'end'; readonly why: 'budget' | 'complete' }

/** How a search goes on. */
export interface SearchPlan {
  /** Epochs after which trials are held against each other, rising; the last is a whole training. One alone: nothing is halved. */
  readonly rungs: readonly number[]
  /** One of so many trials goes on to the next rung. */
  readonly reduction: number
  /** How many trials begin, all in one bracket; null: as many as the time allows. */
  readonly trials: number | null
  /** How many combinations the space has; null: it is endless. */
  readonly combinations: number | null
}

/**
 * The epochs after which successive halving compares (Jamieson and Talwalkar 2016): each `reduction` times the one before it, the last the
 * whole training.
 * @param fewest epochs that a comparison says something after
 */
export function rungsOf(epochs: number, reduction: number, fewest: number): number[] {
  const rungs = [epochs]
  for (let next = epochs / reduction; Math.round(next) >= fewest && Math.round(next) < (rungs[0] ?? 0); next /= reduction)
    rungs.unshift(Math.round(next))
  return rungs
}

/** How many of the trials that began reach each rung: all the first, one of `reduction` each further one, at least one. */
export function survivorsOf(trials: number, { rungs, reduction }: Pick<SearchPlan, 'rungs' | 'reduction'>): number[] {
  return rungs.map((_, rung) => (trials === 0 ? 0 : Math.max(1, Math.floor(trials / reduction ** rung))))
}

/** All epochs that a bracket of so many trials trains, trials going on from where they stand. */
export function epochsOfBracket(trials: number, plan: Pick<SearchPlan, 'rungs' | 'reduction'>): number {
  return survivorsOf(trials, plan).reduce((sum, survivors, rung) => sum + survivors * epochsTo(plan.rungs, rung), 0)
}

/**
 * What a search does next. It follows from the trials and the time alone, so that a search that was broken off goes on as if it had not
 * been. Trials that were broken off go on first. While their further rungs fit into the time too, new trials begin; then the best of each
 * rung go on to the next. What does not fit is not begun, but for one whole training.
 */
export function nextStep(plan: SearchPlan, trials: readonly TrialProgress[], time: SearchTime): SearchStep {
  if (isComplete(plan, trials)) return { kind: 'end', why: 'complete' }
  if (time.secondsLeft <= 0) return { kind: 'end', why: 'budget' }
  const begun = trials.find(({ state }) => state === 'begun')
  if (begun) return { kind: 'go-on', number: begun.number, epochs: begun.epochs }
  const bracket = Math.max(0, ...trials.map((trial) => trial.bracket))
  const [epochs = 0] = plan.rungs
  if (canDraw(plan, trials) && isFirstRungOpen(plan, inBracket(trials, bracket), time)) return { kind: 'draw', bracket, epochs }
  const promoted = nextPromotion(plan, trials, bracket, time)
  if (promoted) return promoted
  return isWorthAnother(plan, trials, time) ? { kind: 'draw', bracket: bracket + 1, epochs } : { kind: 'end', why: 'budget' }
}

function inBracket(trials: readonly TrialProgress[], bracket: number): TrialProgress[] {
  return trials.filter((trial) => trial.bracket === bracket)
}

/** How many trials begin at most. */
function limitOf({ trials, combinations }: SearchPlan): number {
  return Math.min(trials ?? Infinity, combinations ?? Infinity)
}

function canDraw(plan: SearchPlan, trials: readonly TrialProgress[]): boolean {
  return trials.length < limitOf(plan)
}

/** Epochs from the rung before it to a rung. */
function epochsTo(rungs: readonly number[], rung: number): number {
  return (rungs[rung] ?? 0) - (rungs[rung - 1] ?? 0)
}

function isFirstRungOpen(plan: SearchPlan, own: readonly TrialProgress[], { secondsLeft, secondsPerEpoch }: SearchTime): boolean {
  const [first = 0] = plan.rungs
  if (own.some(({ epochs }) => epochs > first)) return false
  if (own.length === 0 || secondsPerEpoch === null) return true
  // With a number of trials the time decides only whether one more fits at all.
  const further = plan.trials === null ? epochsOfBracket(own.length + 1, plan) - (own.length + 1) * first : 0
  return (first + further) * secondsPerEpoch <= secondsLeft
}

/** The best trial that a rung still takes; null when all rungs are full, or nothing fits. */
function nextPromotion(
  plan: SearchPlan,
  trials: readonly TrialProgress[],
  bracket: number,
  { secondsLeft, secondsPerEpoch }: SearchTime,
): SearchStep | null {
  const { rungs } = plan
  const whole = rungs.at(-1) ?? 0
  const able = inBracket(trials, bracket).filter(isAble)
  const survivors = survivorsOf(able.length, plan)
  const isAnyWhole = trials.some((trial) => isAble(trial) && trial.epochs === whole)
  for (let rung = 1; rung < rungs.length; rung += 1) {
    const epochs = rungs[rung] ?? 0
    const there = able.filter((trial) => trial.epochs >= epochs).length
    const [best] = able.filter((trial) => trial.epochs === rungs[rung - 1]).sort((a, b) => (a.loss ?? 0) - (b.loss ?? 0))
    if (best === undefined || there >= (survivors[rung] ?? 0)) continue
    const fits = (whole - best.epochs) * (secondsPerEpoch ?? 0) <= secondsLeft
    if (fits || (there === 0 && !isAnyWhole)) return { kind: 'go-on', number: best.number, epochs }
  }
  return null
}

function isAble({ state, loss }: TrialProgress): boolean {
  return state === 'reached' && loss !== null
}

/** Whether a further bracket fits in which at least something is halved. */
function isWorthAnother(plan: SearchPlan, trials: readonly TrialProgress[], { secondsLeft, secondsPerEpoch }: SearchTime): boolean {
  if (plan.trials !== null || plan.rungs.length === 1 || secondsPerEpoch === null) return false
  return canDraw(plan, trials) && epochsOfBracket(plan.reduction, plan) * secondsPerEpoch <= secondsLeft
}

/** Whether as many trials began as there can be, and all are trained as far as they go. */
function isComplete(plan: SearchPlan, trials: readonly TrialProgress[]): boolean {
  if (canDraw(plan, trials) || trials.some(({ state }) => state === 'begun')) return false
  const last = Math.max(0, ...trials.map(({ bracket }) => bracket))
  return Array.from({ length: last + 1 }, (_, bracket) => inBracket(trials, bracket).filter(isAble)).every((able, bracket) =>
    survivorsOf(able.length, plan).every((wanted, rung) => {
      const there = able.filter(({ epochs }) => epochs >= (plan.rungs[rung] ?? 0)).length
      // An earlier bracket is as complete as its time allowed.
      return bracket < last || rung === 0 || there >= wanted
    }),
  )
}

import type { ToWorker, WorkerKind } from '@shared/contract/worker-messages'

/** How a worker's process ended. */
export interface WorkerExit {
  /** Null when it was killed. */
  readonly exitCode: number | null
  /** The last lines that it wrote on its standard error; '' for none. */
  readonly lastLines: string
}

/** A running worker, whichever way it was started. */
export interface WorkerProcess {
  send(message: ToWorker): void
  /** Calls back with every message as it came: who listens checks it. */
  onMessage(listener: (message: unknown) => void): void
  /** Calls back once, when the process has ended for whatever reason. */
  onExit(listener: (exit: WorkerExit) => void): void
  kill(): void
}

/** Starts a worker of a kind. */
export type SpawnWorker = (kind: WorkerKind) => WorkerProcess

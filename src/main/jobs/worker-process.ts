import type { FromWorker, ToWorker, WorkerKind } from '@shared/contract/worker-messages'

/** A running worker, whichever way it was started. */
export interface WorkerProcess {
  send(message: ToWorker): void
  onMessage(listener: (message: FromWorker) => void): void
  /** Told once, when the process has ended for whatever reason. */
  onExit(listener: (exitCode: number | null) => void): void
  kill(): void
}

/** Starts a worker of a kind. */
export type SpawnWorker = (kind: WorkerKind) => WorkerProcess

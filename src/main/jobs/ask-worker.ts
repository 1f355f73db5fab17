import { parseOwn } from '@shared/contract/result'
import { answerSchemasOf, type WorkerItem, type WorkerPayload, type WorkerResult } from '@shared/contract/workers/contracts'
import type { WorkerKind } from '@shared/contract/worker-messages'
import type { RunWorker, WorkerListeners } from './run-worker'

export interface WorkerRequest<Kind extends WorkerKind> extends Omit<WorkerListeners, 'onItem'> {
  readonly payload: WorkerPayload<Kind>
  /** Called with each item that fits the worker's contract. */
  readonly onItem?: (item: WorkerItem<Kind>) => void
}

/**
 * Runs one job in a worker of its own and checks all that it says against the worker's contract.
 * @returns the worker's result
 * @throws Failure `internal` that names what an item or the result has wrong, after the worker was stopped; the worker's own failure;
 *   `worker-crashed`, `cancelled`
 */
export async function askWorker<Kind extends WorkerKind>(
  runWorker: RunWorker,
  kind: Kind,
  { payload, onItem, ...listeners }: WorkerRequest<Kind>,
): Promise<WorkerResult<Kind>> {
  const { item: itemSchema, result: resultSchema } = answerSchemasOf(kind)
  const receive = (value: unknown): void => {
    const item = parseOwn(itemSchema, value, `an item of the ${kind} worker`)
    onItem?.(item)
  }
  return parseOwn(resultSchema, await runWorker(kind, payload, { ...listeners, onItem: receive }), `the result of the ${kind} worker`)
}

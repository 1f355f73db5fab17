import type { Run } from '@shared/contract/training'

const names: Readonly<Record<Run['state'], string>> = {
  preparing: 'preparing',
  running: 'training',
  done: 'done',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
}

/** A run's state in words. */
export function stateName(state: Run['state']): string {
  return names[state]
}

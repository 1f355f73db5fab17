import type { ArchivePace } from '@main/labelling/archive/archive-pace'
import { Failure } from '@shared/domain/failure'

/** Work on label archives without a pause. */
export const atOnce: ArchivePace = { report: () => undefined, step: () => Promise.resolve() }

/** Work that is cancelled after so many steps, with the shares that it reported. */
export function cancelledAfter(steps: number): ArchivePace & { readonly shares: number[] } {
  const shares: number[] = []
  return {
    shares,
    report: (share) => void shares.push(share),
    step: (share) => {
      shares.push(share)
      return shares.length > steps ? Promise.reject(new Failure('cancelled', 'Cancelled.', '')) : Promise.resolve()
    },
  }
}

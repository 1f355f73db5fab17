import { fail } from '@shared/domain/failure'
import type { Branch, Layer } from '@shared/domain/network'

const insideBlock: ReadonlySet<Layer['type']> = new Set(['batch-normalisation', 'relu', 'max-pooling', 'dropout'])

/**
 * Keeps the first convolution blocks of a branch and what stands before them and after the last block (pooling, flatten): a cut at
 * another level of abstraction. The kept layers before the cut keep their indices, so that their tensors keep their names.
 * @param kept how many blocks; undefined keeps all
 * @returns the cut branch, and how many of its first layers are the original's
 * @throws Failure `invalid-argument` when the branch has fewer blocks
 */
export function cutBranch(branch: Branch, kept: number | undefined): { branch: Branch; keptLayers: number } {
  const starts = branch.layers.flatMap(({ type }, index) => (type === 'convolution' ? [index] : []))
  if (kept === undefined || kept === starts.length) return { branch, keptLayers: branch.layers.length }
  const end = starts[kept]
  if (end === undefined) {
    return fail(
      'invalid-argument',
      `The ${branch.modality} branch has ${starts.length} convolution blocks; ${kept} were to be kept.`,
      `Keep ${starts.length} blocks or fewer.`,
    )
  }
  const lastStart = starts.at(-1) ?? 0
  const afterLast = branch.layers.findIndex(({ type }, index) => index > lastStart && !insideBlock.has(type))
  const ending = afterLast < 0 ? [] : branch.layers.slice(afterLast)
  return { branch: { ...branch, layers: [...branch.layers.slice(0, end), ...ending] }, keptLayers: end }
}

import type { Backbone } from '@shared/contract/backbones'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { fail } from '@shared/domain/failure'
import type { Network } from '@shared/domain/network'
import { backboneWithId, listBackbones } from '../../store/backbones'
import type { Library } from '../../store/library'

/** Settings and network with the backbone chosen that a branch reads. */
export interface WithBackbone {
  readonly settings: TrainingSettings
  readonly network: Network
}

/**
 * Chooses the backbone that a network reads, the newest where none is named, and notes how many numbers it gives.
 * @throws Failure `nothing-to-do` when the library has none; `not-found`; `invalid-argument` for a network made for another count
 */
export function withBackbone(library: Library, settings: TrainingSettings, network: Network): WithBackbone {
  if (!network.branches.some(({ modality }) => modality === 'backbone')) return { settings: { ...settings, backboneId: null }, network }
  const backbone = chosenBackbone(library, settings)
  const branches = network.branches.map((branch) => {
    if (branch.modality !== 'backbone') return branch
    if (branch.units !== undefined && branch.units !== backbone.units) misfit(network, branch.units, backbone)
    return { ...branch, units: backbone.units }
  })
  return { settings: { ...settings, backboneId: backbone.id }, network: { ...network, branches } }
}

function chosenBackbone({ database }: Library, { backboneId }: TrainingSettings): Backbone {
  if (backboneId !== null) return backboneWithId(database, backboneId)
  const [newest] = listBackbones(database)
  return (
    newest ??
    fail('nothing-to-do', 'The library has no backbone to read.', 'Add one first: Backbones… in Train, or `backbone add FILE.onnx`.')
  )
}

function misfit({ name }: Network, units: number, backbone: Backbone): never {
  return fail(
    'invalid-argument',
    `The backbone branch of “${name}” wants ${units} numbers; “${backbone.name}” gives ${backbone.units}.`,
    'Leave units out of the branch, or choose the backbone that it was made for.',
  )
}

import { isTextKind, type TextKind } from '@shared/domain/modality'
import { augments } from '@shared/domain/augmentation'
import type { Embedding } from '@shared/contract/embeddings'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { fail } from '@shared/domain/failure'
import { refuseAugmentation, trainsAudio } from '@shared/domain/trainable'
import { type Branch, modalityOfNetwork, type Network } from '@shared/domain/network'
import { planForRule } from '../../network/plan-for-rule'
import { madeEmbeddingSize, networkOfSettings } from '../../network/recommended'
import { branchesOfNamed, networkNames } from '@shared/domain/published-networks'
import { datasetWithId } from '../../store/datasets'
import { embeddingWithId, listEmbeddings } from '../../store/embeddings'
import type { Library } from '../../store/library'
import { withBackbone } from './backbone-branch'
import { type FusionSource, fusionSources, networkOfSources, wholeAndFrozen } from './fusion-sources'

/** What a run is going to train, with everything chosen that its settings left open. */
export interface RunDesign {
  readonly settings: TrainingSettings
  readonly network: Network
  /** Earlier runs whose branches are taken over. */
  readonly sources: readonly FusionSource[]
}

/**
 * Chooses what settings leave open (runs of a fusion, word vectors, a backbone) and puts the network together.
 * @throws Failure `invalid-argument` for a network whose shapes do not fit the dataset's excerpts, word vectors of another size, or a
 *   fusion that cannot be; `unsupported` for augmentation of a network that trains no audio branch; `nothing-to-do` when a fusion has no
 *   runs to go on from, or the library no backbone; `not-found` for unknown runs and word vectors
 */
export function designRun(library: Library, datasetId: number, settings: TrainingSettings): RunDesign {
  const chosen = settings.network ? ownDesign(library, datasetId, settings, settings.network) : namedDesign(library, datasetId, settings)
  const design = { ...chosen, ...withBackbone(library, chosen.settings, chosen.network) }
  planForRule(design.network, datasetWithId(library.database, datasetId).settings.excerptRule)
  if (design.sources.length > 0 && settings.folds > 0) {
    fail(
      'invalid-argument',
      'A fusion of earlier runs cannot be trained in folds: its branches have learnt from the tracks of every fold.',
      'Choose 0 folds, the split of the dataset.',
    )
  }
  if (augments(design.settings.augmentation) && !trainsAudio({ ...design.settings, network: design.network })) refuseAugmentation()
  return design
}

function namedDesign(library: Library, datasetId: number, settings: TrainingSettings): RunDesign {
  const modalities = branchesOfNamed(settings.modality)
  const [only] = modalities
  if (modalities.length > 1) {
    const sources = fusionSources(library, datasetId, modalities, settings.fusion ?? wholeAndFrozen)
    return { settings: withSources(settings, sources), network: networkOfSources(settings, sources), sources }
  }
  if (settings.fusion)
    fail(
      'invalid-argument',
      `A fusion joins two modalities, not ${settings.modality} alone.`,
      'Choose audio-lyrics or audio-comments, or leave the fusion settings out.',
    )
  if (only === undefined || !isTextKind(only)) return { settings, network: networkOfSettings(settings), sources: [] }
  const embedding = embeddingFor(library, settings, only, null)
  const network = networkOfSettings(settings, embedding?.size ?? madeEmbeddingSize)
  return { settings: { ...settings, embeddingId: embedding?.id ?? null }, network, sources: [] }
}

function ownDesign(library: Library, datasetId: number, settings: TrainingSettings, network: Network): RunDesign {
  const fusion = settings.fusion ?? wholeAndFrozen
  const named = network.branches.filter(({ modality, frozen }) => frozen || fusion.runs[modality] !== undefined)
  const sources = fusionSources(
    library,
    datasetId,
    named.map(({ modality }) => modality),
    { ...fusion, keepBlocks: {} },
  )
  for (const source of sources) checkTakenBranch(network, source)
  const embeddings = network.branches.flatMap((branch) => {
    const [first] = branch.layers
    const isTaken = sources.some(({ modality }) => modality === branch.modality)
    if (!isTextKind(branch.modality) || first?.type !== 'embedding' || isTaken) return []
    return embeddingFor(library, settings, branch.modality, first.size) ?? []
  })
  const modality = networkNames.find((name) => name === modalityOfNetwork(network)) ?? settings.modality
  const chosen = { ...withSources(settings, sources), modality, embeddingId: settings.embeddingId ?? embeddings[0]?.id ?? null }
  return { settings: chosen, network, sources }
}

function withSources(settings: TrainingSettings, sources: readonly FusionSource[]): TrainingSettings {
  if (sources.length === 0) return settings
  const runs = Object.fromEntries(sources.map(({ modality, run }) => [modality, run.id]))
  return { ...settings, fusion: { ...(settings.fusion ?? wholeAndFrozen), runs } }
}

/** A branch of one's own takes over a run's tensors where its layers are the run's. */
function checkTakenBranch(network: Network, { modality, run, branch }: FusionSource): void {
  const own = network.branches.find((candidate) => candidate.modality === modality)
  const differs =
    own?.layers.slice(0, own.frozenLayers).findIndex((layer, index) => JSON.stringify(layer) !== JSON.stringify(branch.layers[index])) ?? -1
  const other = own?.layers[differs]
  if (other === undefined) return
  fail(
    'invalid-argument',
    `Layer ${modality}.${differs} (${other.type}) is not as in the run “${run.name}”, whose weights it is to take over.`,
    'Give the branch the layers of that run, in their order, or train it unfrozen without a run.',
  )
}

/**
 * The word vectors that a text branch reads: those chosen, else the newest that fit; null when some must be learnt first.
 * @param size that the network wants; null for any
 */
function embeddingFor({ database }: Library, { embeddingId }: TrainingSettings, kind: TextKind, size: number | null): Embedding | null {
  if (embeddingId === null)
    return listEmbeddings(database).find((found) => found.kinds.includes(kind) && (size === null || found.size === size)) ?? null
  const chosen = embeddingWithId(database, embeddingId)
  if (size === null || chosen.size === size) return chosen
  return fail(
    'invalid-argument',
    `Layer ${kind}.0 (embedding) reads vectors of ${size} numbers; those of “${chosen.name}” have ${chosen.size}.`,
    `Set the layer's size to ${chosen.size}, or choose other word vectors.`,
  )
}

/** The branch of a kind of text in a network, when it has one. */
export function textBranchOf(network: Network, kind: TextKind): Branch | undefined {
  return network.branches.find(({ modality }) => modality === kind)
}

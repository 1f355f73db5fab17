import type { ChannelResult, HandlerArgument } from '@shared/contract/channels'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import type { Layer, Network } from '@shared/domain/network'
import type { NetworkPlan, PlannedLayer } from '../../network/plan'
import { planForRule, shortestSeconds } from '../../network/plan-for-rule'
import { withShares } from '../../network/published'
import { networkOfSettings } from '../../network/recommended'
import { describeShape } from '../../network/shapes'
import { layerSpecifications, parameterCount } from '../../network/weights'
import type { ServiceContext } from '../../service-context'
import { withBackbone } from './backbone-branch'

/**
 * The network that settings stand for, with its shapes: a fusion is drawn with the published branches.
 * @param rule how its excerpts are cut; left out: the rule of the study
 * @param library says how many numbers a backbone gives; not needed without one
 * @throws Failure `invalid-argument` as `planForRule`, and as `withBackbone`
 */
export function planOfSettings(settings: TrainingSettings, rule?: ExcerptRule, library?: ServiceContext['library']): NetworkPlan {
  const made = settings.network ?? shared(networkOfSettings(settings), settings)
  const readsBackbone = made.branches.some(({ modality }) => modality === 'backbone')
  return planForRule(library && readsBackbone ? withBackbone(library(), settings, made).network : made, rule)
}

function shared(network: Network, { fusion }: TrainingSettings): Network {
  return { ...network, branches: fusion ? withShares(network.branches, fusion) : network.branches }
}

/**
 * The network of settings as the window draws it: each layer with what leaves it and how many parameters are trained in it. Embeddings
 * are not trained, so the size of the vocabulary does not count.
 * @throws Failure `invalid-argument` when the shapes do not fit
 */
export function describeNetwork(
  { excerptRule: rule = defaultExcerptRule, ...settings }: HandlerArgument<'network.describe'>,
  library?: ServiceContext['library'],
): ChannelResult<'network.describe'> {
  const plan = planOfSettings(settings, rule, library)
  const layers = [...plan.branches.flatMap((branch) => rowsOf(branch.modality, branch.layers)), ...rowsOf('head', plan.head)]
  return { network: plan.network, layers, parameters: parameterCount(plan).trained, excerpts: excerptsOf(plan, rule) }
}

function rowsOf(branch: string, layers: readonly PlannedLayer[], isHeld = false): ChannelResult<'network.describe'>['layers'] {
  return layers.flatMap((planned) => [
    {
      branch,
      name: planned.name,
      label: labelOf(planned.layer),
      shape: describeShape(planned.output),
      parameters: trainedNumbersOf(planned),
      isHeld,
    },
    ...rowsOf(branch, planned.inner, true),
  ])
}

function trainedNumbersOf(planned: PlannedLayer): number {
  const trained = layerSpecifications(planned).filter(({ role }) => role === 'trained')
  return trained.reduce((sum, { dims }) => sum + dims.reduce((product, size) => product * size, 1), 0)
}

function excerptsOf({ network, branches }: NetworkPlan, rule: ExcerptRule): ChannelResult<'network.describe'>['excerpts'] {
  const heard = branches.find(({ input }) => input.kind === 'sequence')
  const shortest = shortestSeconds(network, rule)
  return heard && shortest !== null ? { rule, shape: describeShape(heard.input), shortestSeconds: shortest } : null
}

function labelOf(layer: Layer): string {
  switch (layer.type) {
    case 'normalisation':
      return `Normalisation (${layer.by})`
    case 'embedding':
      return `Embedding ${layer.size}`
    case 'convolution':
      return `Convolution ${layer.filters} × ${layer.kernel}`
    case 'batch-normalisation':
      return 'Batch normalisation'
    case 'layer-normalisation':
      return 'Layer normalisation'
    case 'relu':
      return 'ReLU'
    case 'clip':
      return `Clip ${layer.low}…${layer.high}`
    case 'max-pooling':
      return `Max pooling ${layer.size}/${layer.stride}`
    case 'average-pooling':
      return `Average pooling ${layer.size}/${layer.stride}`
    case 'mel-bands':
      return `Mel bands ${layer.bands}`
    case 'global-pooling':
      return `Global pooling (${layer.by.join(', ')})`
    case 'attention-pooling':
      return `Attention pooling (${layer.by.join(', ')})`
    case 'padding':
      return `Padding ${layer.before} + ${layer.after}`
    case 'residual':
      return `Residual of ${layer.layers.length} layers`
    case 'flatten':
      return 'Flatten'
    case 'dropout':
      return `Dropout ${layer.probability}`
    case 'linear':
      return `Linear ${layer.units}`
  }
}

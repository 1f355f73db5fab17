import type { HandlerArgument } from '@shared/contract/channels'
import { networkSchema } from '@shared/contract/network'
import type { NetworkCheck, NetworkProblem } from '@shared/contract/network-files'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { Failure } from '@shared/domain/failure'
import type { Layer, Network } from '@shared/domain/network'
import { describeNetwork } from './describe-network'

const compareHint = 'Compare it with an example; layers are counted from 0.'

/** Shapes and parameters of a network, or what is wrong with its JSON and where: all of its form, or the first shape that does not fit. */
export function checkNetwork({ network: value, excerptRule }: HandlerArgument<'network.check'>): NetworkCheck {
  const parsed = networkSchema.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.map(asKey), message: `${message}.`, hint: compareHint }))
    return { problems, description: null }
  }
  const { data: network } = parsed
  try {
    const settings = trainingSettingsSchema.parse({ network })
    return { problems: [], description: describeNetwork({ ...settings, excerptRule }) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const problem: NetworkProblem = { path: pathOfMessage(network, error.message), message: error.message, hint: error.hint }
    return { problems: [problem], description: null }
  }
}

function asKey(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key
}

/** The part of a network that a failure is about: the layer that it names, else the branch, else the end of the head. */
function pathOfMessage(network: Network, message: string): (string | number)[] {
  const named = pathsOf(network).find(({ words }) => message.includes(words))
  if (named) return named.path
  const branch = network.branches.findIndex(
    ({ modality }) => message.includes(`The ${modality} branch`) || message.includes(`reads ${modality},`),
  )
  return branch >= 0 ? ['branches', branch] : ['head', network.head.length - 1]
}

interface NamedPart {
  /** As failures name a layer: `audio.3 (convolution)`. */
  readonly words: string
  readonly path: (string | number)[]
}

function pathsOf({ branches, head }: Network): NamedPart[] {
  return [
    ...branches.flatMap(({ modality, layers }, index) => partsOf(modality, layers, ['branches', index, 'layers'])),
    ...partsOf('head', head, ['head']),
  ]
}

function partsOf(part: string, layers: readonly Layer[], path: readonly (string | number)[]): NamedPart[] {
  return layers.flatMap((layer, index) => {
    const [name, own] = [`${part}.${index}`, [...path, index]]
    const held = layer.type === 'residual' ? partsOf(name, layer.layers, [...own, 'layers']) : []
    return [...held, { words: `${name} (${layer.type})`, path: own }]
  })
}

import {
  defaultExcerptRule,
  describeExcerptRule,
  type ExcerptRule,
  longestExcerptSeconds,
  shortestExcerptSeconds,
} from '@shared/domain/excerpt-rule'
import { Failure, fail } from '@shared/domain/failure'
import { describeModality } from '@shared/domain/modality'
import type { Network } from '@shared/domain/network'
import { studyInputs } from './inputs'
import { type NetworkPlan, planNetwork } from './plan'

/** Lengths are tried in tenths of a second. */
const tenth = 0.1

/** Where only shapes count, any vocabulary will do. */
const anyVocabulary = { lyrics: 1, comments: 1 }

/**
 * Infers every shape of a network that reads excerpts cut by a rule.
 * @param rule left out: the rule of the study
 * @returns a plan of shapes; the size of a vocabulary is not known
 * @throws Failure `invalid-argument` as `planNetwork`; where only the length is too short for the layers, with the shortest that fits
 */
export function planForRule(network: Network, rule: ExcerptRule = defaultExcerptRule): NetworkPlan {
  try {
    return planNetwork(network, studyInputs(anyVocabulary, rule))
  } catch (error) {
    const shortest = shortestSeconds(network, rule)
    if (shortest === null || rule.lengthSeconds >= shortest || !(error instanceof Failure)) throw error
    return fail(
      'invalid-argument',
      `Excerpts of ${describeExcerptRule(rule)}, are too short for the network ${network.name}. ${error.message}`,
      `Take excerpts of at least ${shortest} s, hear more of them, or use fewer or smaller layers.`,
    )
  }
}

/**
 * The shortest excerpts of a pattern that a network can read; longer ones fit too, as every layer's length grows with the excerpt's.
 * @param rule its pattern counts, not its length
 * @returns seconds, in tenths, not below the shortest that a rule may have; null when no length fits, or when it hears nothing
 */
export function shortestSeconds(network: Network, rule: ExcerptRule): number | null {
  const fits = (tenths: number): boolean => {
    try {
      planNetwork(network, studyInputs(anyVocabulary, { ...rule, lengthSeconds: tenths * tenth }))
      return true
    } catch {
      return false
    }
  }
  if (!network.branches.some(({ modality }) => describeModality(modality).input.kind === 'sequence')) return null
  let [low, high] = [Math.round(shortestExcerptSeconds / tenth), Math.round(longestExcerptSeconds / tenth)]
  if (!fits(high)) return null
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (fits(middle)) high = middle
    else low = middle + 1
  }
  return Math.round(low) / 10
}

/** Why a track deserves a look, the strongest kind first. */
export const reviewReasons = [
  'prediction-disagrees',
  'tags-disagree',
  'comments-disagree',
  'neighbours-disagree',
  'duplicates-disagree',
  'neutralising-words',
  'few-votes',
  'near-axis',
  'unlabelled',
  'chosen',
] as const
export type ReviewReason = (typeof reviewReasons)[number]

/** The reasons whose weight a library may set; the others follow from what it is. */
export const weighedReasons = reviewReasons.filter((reason) => reason !== 'unlabelled' && reason !== 'chosen')

/** How far each reason counts, in [0, 2]; a reason that is not named counts 1. */
export type ReasonWeights = Readonly<Partial<Record<ReviewReason, number>>>

/** One reason with how far it speaks against the label, in [0, 1], and a sentence that shows the evidence. */
export interface ReviewPart {
  readonly reason: ReviewReason
  readonly strength: number
  readonly text: string
}

/** Weaker evidence is not worth a look on its own and is left out. */
export const leastStrength = 0.15

/** No evidence makes a label surely wrong, so that further evidence always adds. */
const mostStrength = 0.99

/**
 * Joins the reasons of a track: 1 − Π (1 − strength)^weight, as if each spoke on its own. More evidence, or a higher weight, never lowers
 * the score.
 * @returns in [0, 1]
 */
export function joinParts(parts: readonly ReviewPart[], weights: ReasonWeights): number {
  return 1 - Math.exp(-parts.reduce((sum, part) => sum + evidenceOf(part, weights), 0))
}

/** The part that counts most, the earlier one of equals; null for none. */
export function mainPart(parts: readonly ReviewPart[], weights: ReasonWeights): ReviewPart | null {
  return parts.reduce<ReviewPart | null>(
    (best, part) => (best && evidenceOf(best, weights) >= evidenceOf(part, weights) ? best : part),
    null,
  )
}

/** What a part adds to the joint evidence, ≥ 0. */
function evidenceOf({ reason, strength }: ReviewPart, weights: ReasonWeights): number {
  return -(weights[reason] ?? 1) * Math.log(1 - Math.min(mostStrength, Math.max(0, strength)))
}

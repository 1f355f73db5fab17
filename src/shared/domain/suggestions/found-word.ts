/** `stem`: a form of the word, `spelling`: a misspelling of it, `company`: its tracks carry the word far more often than others. */
export const suggestionReasons = ['stem', 'spelling', 'company'] as const
export type SuggestionReason = (typeof suggestionReasons)[number]

/** A word that a tag may stand for. `strength` in 0…1 says how much speaks for it, `evidence` what. */
export interface FoundWord {
  readonly word: string
  readonly reason: SuggestionReason
  readonly evidence: string
  readonly strength: number
}

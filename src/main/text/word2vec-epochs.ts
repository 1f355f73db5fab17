/** Passes over the texts in the study; larger libraries need no more. */
const fewestEpochs = 10
/** Beyond this a handful of texts is learnt by heart. */
const mostEpochs = 100
/** Words that vectors should have read before they distinguish moods: found on the sample library, whose texts hold about 16,000. */
const enoughWords = 500_000

/**
 * How often texts are gone through when nobody says so: as often as the study, and more often where there are few words, because
 * vectors that have read little are still near where they were drawn.
 * @param words tokens of all texts together
 * @returns 10 … 100
 */
export function epochsFor(words: number): number {
  return Math.min(mostEpochs, Math.max(fewestEpochs, Math.ceil(enoughWords / Math.max(1, words))))
}

/** Three emotion words with coordinates. */
export const moodWords = [
  { word: 'calmness', valence: 0.6, arousal: -0.8 },
  { word: 'sadness', valence: -0.9, arousal: -0.5 },
  { word: 'anger', valence: -0.7, arousal: 0.8 },
]

/** Four songs as counts of those words. */
export const taggedSongs: readonly Readonly<Record<string, number>>[] = [
  { calmness: 10 },
  { calmness: 6, sadness: 2 },
  { sadness: 4, anger: 1 },
  { calmness: 4, anger: 2 },
]

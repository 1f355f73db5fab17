import type { TrackDetails } from '@shared/contract/tracks'

/** Everything about a track that has a label, comments and nothing else, unless a part is given. */
export function trackDetails(part: Partial<TrackDetails> = {}): TrackDetails {
  return {
    id: 1,
    externalId: null,
    title: 'Rain',
    artist: '',
    album: '',
    durationSeconds: 61,
    valence: -0.5,
    arousal: 0.25,
    source: 'tags',
    labelledExcerpts: 0,
    hasAudio: false,
    missingAudio: false,
    hasLyrics: false,
    hasComments: true,
    synthetic: false,
    genre: '',
    year: null,
    file: null,
    tags: [],
    words: [],
    lyrics: null,
    comments: null,
    languages: { lyrics: null, comments: null },
    labels: [],
    excerpts: [],
    prediction: null,
    checkedSet: null,
    ...part,
  }
}

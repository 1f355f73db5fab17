import { Failure } from '@shared/domain/failure'

/** What is played: a track of the library, or any sound that the media scheme serves. */
export interface Playable {
  /** Null for a track that waits: its sound is asked for when it is played. */
  readonly url: string | null
  readonly title: string
  readonly artist: string
  readonly gainDb: number
  /** Null for a sound that is no track. */
  readonly trackId: number | null
}

/** A part that is played again and again, in seconds. */
export interface LoopRange {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** A track of the library, as far as the player needs to know it. */
export interface PlayableTrack {
  readonly id: number
  readonly title: string
  readonly artist: string
}

/** Whether two sounds are the same. A track that is not loaded yet has no address. */
export function isSameSound(one: Playable, other: Playable): boolean {
  return one.trackId === null ? one.url === other.url : one.trackId === other.trackId
}

/** The failure of a sound that the audio element cannot play. */
export function unplayable({ title }: Playable): Failure {
  return new Failure('file-unreadable', `“${title}” cannot be played.`, 'Check that its file is there and plays elsewhere.')
}

import type { LibraryInfo } from '@shared/contract/library'

/** What the window knows of an open library of 96 tracks with everything but labels by people. */
export function libraryInfo(part: Partial<LibraryInfo> = {}): LibraryInfo {
  return {
    path: '/music/Mine.circumplex',
    name: 'Mine',
    synthetic: false,
    schemaVersion: 1,
    tracks: 96,
    withAudio: 96,
    missingAudio: 0,
    withLyrics: 96,
    withComments: 96,
    withTags: 96,
    labelled: 96,
    setAside: 0,
    datasets: 0,
    runs: 0,
    models: 0,
    lastSavedAt: null,
    warning: null,
    ...part,
  }
}

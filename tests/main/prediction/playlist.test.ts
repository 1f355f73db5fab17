import { describe, expect, it } from 'vitest'
import { playlistText } from '@main/prediction/playlist'

describe('a playlist', () => {
  it('names files below its folder from there, others by their whole path', () => {
    const entries = [
      { path: '/music/deep/one.flac', title: 'One', durationSeconds: 61.6 },
      { path: '/other/two.mp3', title: 'Two\nlines', durationSeconds: 73 },
      { path: '/music/#1 hit.mp3', title: 'Hit', durationSeconds: 2 },
      { path: '/music..old/three.mp3', title: 'Three', durationSeconds: 0 },
    ]
    expect(playlistText(entries, '/music/calm.m3u8')).toBe(
      '#EXTM3U\n#EXTINF:62,One\ndeep/one.flac\n#EXTINF:73,Two lines\n/other/two.mp3\n' +
        '#EXTINF:2,Hit\n./#1 hit.mp3\n#EXTINF:-1,Three\n/music..old/three.mp3\n',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { networkNames, publishedBranches, publishedNames, titleOfNamed } from '@shared/domain/published-networks'

describe('the networks of the study', () => {
  it('are named after what they read, with hyphens between', () => {
    expect(publishedNames).toEqual(['audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments'])
    for (const name of publishedNames) expect(publishedBranches[name].join('-')).toBe(name)
  })

  it('are followed by the one behind a backbone', () => {
    expect(networkNames).toEqual([...publishedNames, 'backbone'])
  })

  it('have titles for people', () => {
    expect(publishedNames.map(titleOfNamed)).toEqual(['Audio', 'Lyrics', 'Comments', 'Audio and lyrics', 'Audio and comments'])
  })
})

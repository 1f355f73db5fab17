import { describe, expect, it } from 'vitest'
import { publishedBranches, publishedNames, titleOfPublished } from '@shared/domain/published-networks'

describe('the networks of the study', () => {
  it('are named after what they read, with hyphens between', () => {
    expect(publishedNames).toEqual(['audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments'])
    for (const name of publishedNames) expect(publishedBranches[name].join('-')).toBe(name)
  })

  it('have titles for people', () => {
    expect(publishedNames.map(titleOfPublished)).toEqual(['Audio', 'Lyrics', 'Comments', 'Audio and lyrics', 'Audio and comments'])
  })
})

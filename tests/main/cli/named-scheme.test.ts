import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { namedScheme } from '@main/cli/named-scheme'

/** Words that neutralise in a library whose calmness stands beside everything. */
const suggestWords = (): Promise<string[]> => Promise.resolve(['calmness'])
const named = (text: string, minimumMass?: number) => namedScheme(text, minimumMass, suggestWords)

describe('a scheme that the command line names', () => {
  it('is a kind with its setting', async () => {
    expect(await named('published')).toEqual({ kind: 'published', name: 'Published formula' })
    expect(await named('occurrence')).toMatchObject({ kind: 'occurrence', exponent: 1, weights: {}, minimumMass: 0 })
    expect(await named('occurrence:0.5')).toMatchObject({ exponent: 0.5 })
    expect(await named('excess:2')).toMatchObject({ kind: 'excess', strength: 2 })
    expect(await named('damped:log')).toMatchObject({ kind: 'damped', by: 'log' })
  })

  it('leaves out the words that neutralise in this library when none are named', async () => {
    expect(await named('neutralising', 1)).toMatchObject({ kind: 'neutralising', words: ['calmness'], minimumMass: 1 })
    await expect(namedScheme('neutralising', undefined, () => Promise.resolve([]))).rejects.toMatchObject({ code: 'nothing-to-do' })
  })

  it('takes a minimum of tag mass with every kind', async () => {
    expect(await named('published', 2)).toMatchObject({ kind: 'weights', minimumMass: 2 })
    expect(await named('occurrence:2', 3)).toMatchObject({ kind: 'occurrence', exponent: 2, minimumMass: 3 })
  })

  it.each(['occurrence:2.1', 'occurrence:-1', 'occurrence:', 'occurrence:much', 'excess:5', 'damped:cube', 'published:1'])(
    'refuses %s',
    async (text) => {
      await expect(named(text)).rejects.toMatchObject({ code: 'invalid-argument' })
    },
  )

  it('is a file of weights; one with weights that are no numbers is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scheme-'))
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    expect(await named(write('a.json', '{"name":"mine","weights":{"calmness":0.3}}'))).toMatchObject({ kind: 'weights', name: 'mine' })
    await expect(named(write('b.json', '{"name":"mine","weights":{"calmness":"much"}}'))).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    await expect(named(write('c.json', '{'))).rejects.toMatchObject({ code: 'file-invalid' })
  })
})

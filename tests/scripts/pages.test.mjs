import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { roomsInOrder } from '../../scripts/test/room-order.cjs'

const git = (...commandArguments) => execFileSync('git', commandArguments, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const pagesBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
const textsBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => /\.(ts|vue|mjs|cjs|py|json)$/.test(name))
    .map((name) => join(folder, name))
const pages = ['README.md', 'CONTRIBUTING.md', ...pagesBelow('docs')]

/** Relative links of a page, without the part after #. */
const linksOf = (page) =>
  [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link.split('#')[0])
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link))

/** Commits that a page cites, as `1a2b3c4`. */
const commitsOf = (page) => [...readFileSync(page, 'utf8').matchAll(/`([0-9a-f]{7})`/g)].map(([, hash]) => hash)

/** Whether the history is here: an archive has none, and a shallow clone only its end. */
function hasHistory() {
  try {
    return git('rev-parse', '--is-shallow-repository').trim() === 'false'
  } catch {
    return false
  }
}

describe('pages', () => {
  it.each(pages)('%s leads only to files that are there', (page) => {
    expect(linksOf(page).filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
  })

  it('of docs/develop are all listed on its first page', () => {
    const listed = linksOf('docs/develop/README.md')
    expect(readdirSync('docs/develop').filter((name) => name !== 'README.md' && !listed.includes(name))).toEqual([])
  })

  it.runIf(hasHistory())('cite commits of this history', () => {
    const cited = pagesBelow('docs/develop').flatMap(commitsOf)
    expect(cited.length).toBeGreaterThan(8)
    for (const hash of cited) expect(() => git('cat-file', '-e', `${hash}^{commit}`), hash).not.toThrow()
  })

  it('and code cite nothing that a public clone lacks', () => {
    const notes = ['DESIGN', 'PITFALLS', 'STYLE', 'SETUP', 'COMMON'].map((name) => `${name}.md`)
    const files = [...pages, ...['src', 'scripts', 'bench', 'tests'].flatMap(textsBelow)]
    const citing = files.filter((file) => notes.some((note) => readFileSync(file, 'utf8').includes(note)))
    expect(citing).toEqual([])
  })

  it.each(['src/main', 'src/renderer'])('draw the rooms of %s in the order that lint checks', (side) => {
    const [, table = ''] = readFileSync('docs/architecture.md', 'utf8').split(`| \`${side}\` |`)
    const rows = (table.split('\n\n')[0] ?? '').split('\n').filter((row) => row.startsWith('| `'))
    const drawn = rows.map((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, room]) => room))
    expect(drawn).toEqual(roomsInOrder[side])
  })
})

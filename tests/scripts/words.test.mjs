import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findBannedWords, readBans } from '../../scripts/test/words.mjs'

const page = `# Words

## Words that we do not write

| Not | Write | Except in |
|---|---|---|
| \`place\`, \`places\` | index or folder | \`place label\`, \`in place\`, \`can't place\` |
| \`whom\` | the tracks |  |

## After
| \`track\` | not a ban | |
`
const bans = readBans(page)
const found = (text) => findBannedWords(text, bans).map(({ line, word }) => `${line} ${word}`)

describe('banned words', () => {
  it('are read from their table of the glossary only', () => {
    expect(bans.map(({ words }) => words)).toEqual([['place', 'places'], ['whom']])
    expect(() => readBans('# Words\n')).toThrow(/no table/)
  })

  it('are found in names, comments and texts, with their line', () => {
    expect(found('const rowPlaces = 1\n// Whom it serves\n\nconst PLACE_OF = `at a place`')).toEqual([
      '1 places',
      '2 whom',
      '4 place',
      '4 place',
    ])
    expect(findBannedWords('places', bans)[0]?.instead).toBe('index or folder')
  })

  it('are not found inside other words', () => {
    expect(found('replace(placeholder, placed, marketplace, replacesPath)')).toEqual([])
  })

  it('may stand in the phrases that the glossary allows, however these are written', () => {
    expect(found("placeLabel(); import './place-label'; // changed in\n * place, and I can't place it")).toEqual([])
    expect(found('placeLabels(in a place)')).toEqual(['1 place', '1 place'])
  })
})

describe('the check', () => {
  const run = (...folders) => spawnSync(process.execPath, ['scripts/test/check-words.mjs', ...folders], { encoding: 'utf8' })

  it('fails with file, line and what to write instead', () => {
    const folder = mkdtempSync(join(tmpdir(), 'words-'))
    try {
      writeFileSync(join(folder, 'page.md'), 'One line.\nIt was told to us.\n')
      const { status, stdout } = run(folder)
      expect(status).toBe(1)
      expect(stdout).toContain(`${join(folder, 'page.md')}:2  "told": write reported`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('bans what this project has stumbled over', () => {
    const words = readBans(readFileSync('docs/glossary.md', 'utf8')).flatMap((ban) => ban.words)
    expect(words).toEqual(expect.arrayContaining(['place', 'places', 'tell', 'told', 'whom', 'brought']))
  })
})

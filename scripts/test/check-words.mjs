// Refuses words that docs/glossary.md bans, in names, comments, texts and pages. Part of `npm test -- lint`.
// By itself: `node scripts/test/check-words.mjs [folder…]`
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { findBannedWords, readBans } from './words.mjs'

const glossary = 'docs/glossary.md'
const checked = [
  'README.md',
  'CONTRIBUTING.md',
  'docs',
  'src',
  'scripts',
  'bench',
  'tests',
  '.dependency-cruiser.cjs',
  'eslint.config.js',
  'electron.vite.config.ts',
  'playwright.config.ts',
  'vitest.config.ts',
]
const extensions = ['.ts', '.vue', '.js', '.mjs', '.cjs', '.md']
/** The glossary names the words; fixtures are other people's texts. */
const left = [glossary, 'scripts/test/words.mjs', 'tests/scripts/words.test.mjs', 'tests/fixtures']

const wanted = process.argv.slice(2)
const bans = readBans(readFileSync(glossary, 'utf8'))
const files = (wanted.length > 0 ? wanted : checked).flatMap(filesBelow)
const findings = files.flatMap((file) => findBannedWords(readFileSync(file, 'utf8'), bans).map((finding) => ({ file, ...finding })))

for (const { file, line, word, instead } of findings) process.stdout.write(`${file}:${line}  "${word}": write ${instead}\n`)
if (findings.length > 0) {
  process.stdout.write(`${findings.length} words that ${glossary} bans. It also lists the phrases in which they are allowed.\n`)
  process.exitCode = 1
}

/** Text files of a folder and what is below it, or the file itself. */
function filesBelow(path) {
  if (left.includes(path)) return []
  if (statSync(path).isFile()) return extensions.includes(extname(path)) ? [path] : []
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
}

import { statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { LexiconSummary } from '@shared/contract/labels'
import { fail } from '@shared/domain/failure'
import type { WordCoordinates } from '@shared/domain/label'
import { fromScale, isOnPlane, rangeOfScale, type Scale } from '@shared/domain/plane'
import { readTextFile } from '../files/read-text'
import type { ServiceContext } from '../service-context'
import { insertLexicon } from '../store/lexicons'
import { type LexiconFile, type LexiconKind, parseLexicon } from './lexicon-files'

const maximumBytes = 100_000_000

/** What is known of the kinds of lexicon; their licences travel with every label derived from them. */
const origins: Readonly<Record<LexiconKind, { name: string | null; source: string; licence: string }>> = {
  'nrc-vad': {
    name: 'NRC-VAD',
    source: 'NRC Valence, Arousal, and Dominance Lexicon (Mohammad 2018)',
    licence: 'NRC-VAD terms: free for research; commercial use and redistribution need a licence from the National Research Council Canada',
  },
  warriner: {
    name: 'Warriner',
    source: 'Warriner, Kuperman & Brysbaert 2013, doi:10.3758/s13428-012-0314-x',
    licence: 'CC BY-NC-ND 3.0',
  },
  anew: {
    name: 'ANEW',
    source: 'Affective Norms for English Words (Bradley & Lang 1999)',
    licence: 'ANEW terms: non-profit academic research only; not to be redistributed',
  },
  circumplex: { name: null, source: 'imported file', licence: 'not stated' },
  table: { name: null, source: 'imported file', licence: 'not stated' },
}

/**
 * Adds a lexicon from a file; the kind of file says scale and licence where it can.
 * @param options.name what to call it; else the kind's name or the file's
 * @param options.scale the file's scale, needed where the kind does not say it
 * @throws Failure `file-invalid` for a wrong row, `invalid-argument` when the scale must be said or does not fit, `already-exists` for
 *   a name in use
 */
export function importLexicon(
  context: ServiceContext,
  path: string,
  options: { name?: string | undefined; scale?: Scale | undefined },
): LexiconSummary {
  const file = parseLexicon(readLexiconFile(path), path)
  const scale = options.scale ?? file.scale
  if (!scale) fail('invalid-argument', `${path} does not say on which scale its numbers are.`, 'Say the scale: -1-1, 0-1 or 1-9.')
  const words = coordinatesOn(scale, file, path)
  const origin = origins[file.kind]
  const lexicon = insertLexicon(context.library().database, {
    name: options.name?.trim() || file.stated.name || origin.name || basename(path, extname(path)),
    source: file.stated.source ?? `${origin.source}; ${basename(path)}`,
    licence: file.stated.licence ?? origin.licence,
    words,
    createdAt: context.now().toISOString(),
  })
  context.emit({ type: 'changed', topics: ['tags'] })
  return lexicon
}

function readLexiconFile(path: string): string {
  const { size } = statSync(path)
  if (size > maximumBytes)
    fail('file-invalid', `${path} has ${size} bytes; a lexicon has at most ${maximumBytes}.`, 'Choose a lexicon file.')
  return readTextFile(path).text
}

/** Words in lower case on the plane; of two spellings of one word the first counts. */
function coordinatesOn(scale: Scale, file: LexiconFile, path: string): WordCoordinates[] {
  if (file.rows.length === 0) fail('file-invalid', `${path} holds no word.`, 'Choose a lexicon file with word, valence and arousal.')
  const words = new Map<string, WordCoordinates & { spelling: string }>()
  for (const { word, valence, arousal } of file.rows) {
    const point = { valence: fromScale(valence, scale), arousal: fromScale(arousal, scale) }
    if (!isOnPlane(point)) {
      const { low, high } = rangeOfScale(scale)
      fail(
        'file-invalid',
        `${path}: “${word}” has valence ${valence} and arousal ${arousal}, outside of ${low}…${high}.`,
        'Correct the row, or say another scale.',
      )
    }
    const key = word.toLowerCase()
    const known = words.get(key)
    if (known?.spelling === word && (known.valence !== point.valence || known.arousal !== point.arousal)) {
      fail('file-invalid', `${path} lists “${word}” twice with different coordinates.`, 'Remove one of the two rows.')
    }
    if (!known) words.set(key, { word: key, spelling: word, valence: clip(point.valence), arousal: clip(point.arousal) })
  }
  return [...words.values()]
}

/** Takes away what rounding leaves beyond the border. */
function clip(value: number): number {
  return Math.max(-1, Math.min(1, value))
}

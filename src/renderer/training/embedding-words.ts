import type { CoverageByKind, Embedding } from '@shared/contract/embeddings'
import { type Modality, textKinds } from '@shared/domain/modality'
import { countOf, formatCount, formatNumber } from '../ui/format'

/** Word vectors to choose for a text branch; 0 stands for the newest. */
export function embeddingChoices(
  embeddings: readonly Embedding[],
  branches: readonly Modality[],
): { value: number; title: string; subtitle: string }[] {
  const fit = embeddings.filter(({ kinds }) => kinds.some((kind) => branches.includes(kind)))
  const newest = fit[0] ? `now ${fit[0].name}` : 'there are none: small ones are learnt first'
  return [
    { value: 0, title: 'The newest', subtitle: newest },
    ...fit.map((embedding) => ({ value: embedding.id, title: embedding.name, subtitle: embeddingInWords(embedding) })),
  ]
}

/** Word vectors in a few words, such as "learnt here · 3,021 words · 300 numbers". */
export function embeddingInWords({ origin, words, size }: Embedding): string {
  return `${origin === 'trained' ? 'learnt here' : 'imported'} · ${countOf(words, 'word')} · ${size} numbers`
}

/** How much of the texts of one kind has vectors, such as "lyrics 98.2 %: 2 of 96 texts have no known word". */
export function coverageInWords(coverage: CoverageByKind): string[] {
  return textKinds.flatMap((kind) => {
    const found = coverage[kind]
    if (!found) return []
    const share = found.tokens > 0 ? formatNumber((100 * found.coveredTokens) / found.tokens, 1) : '0.0'
    const uncovered =
      found.uncoveredTexts > 0 ? `; ${formatCount(found.uncoveredTexts)} of ${countOf(found.texts, 'text')} without any known word` : ''
    return [`${kind}: ${share} % of ${countOf(found.tokens, 'word')} covered${uncovered}`]
  })
}

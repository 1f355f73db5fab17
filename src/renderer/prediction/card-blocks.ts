/** A piece of a model card, ready to be shown as text. */
export type CardBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

const plain = (text: string): string => text.replaceAll('`', '').replaceAll('**', '').trim()
const cellsOf = (line: string): string[] => line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|').map(plain)
const isTableLine = (line: string): boolean => line.trimStart().startsWith('|')
const isRule = (line: string): boolean => /^\|?[\s|:-]+\|?$/.test(line.trim())

/**
 * A model card's Markdown as blocks of plain text; nothing of it is ever markup in the window. A table with an empty head and
 * two columns is a list of facts. The card's own title is left out: the list of models shows it.
 */
export function cardBlocks(markdown: string): CardBlock[] {
  const blocks: CardBlock[] = []
  for (const chunk of markdown.split(/\r?\n\s*\r?\n/)) {
    const lines = chunk.split(/\r?\n/).filter((line) => line.trim() !== '')
    const [first] = lines
    if (first === undefined || /^#\s/.test(first)) continue
    if (/^#{2,6}\s/.test(first)) blocks.push({ kind: 'heading', text: plain(first.replace(/^#+/, '')) })
    else if (isTableLine(first)) blocks.push(tableBlock(lines))
    else blocks.push({ kind: 'paragraph', text: plain(lines.join(' ').replace(/^[-*]\s+/, '')) })
  }
  return blocks
}

function tableBlock(lines: readonly string[]): CardBlock {
  const [head = [], ...rows] = lines
    .filter(isTableLine)
    .filter((line, index) => index === 0 || !isRule(line))
    .map(cellsOf)
  if (head.every((cell) => cell === '') && rows.every((row) => row.length === 2)) {
    return { kind: 'facts', facts: rows.map(([name = '', value = '']) => [name, value] as const) }
  }
  return { kind: 'table', head, rows }
}

/** A text whose digests and ids keep only their beginnings, and whose times keep the day. */
export function shortened(text: string): string {
  return text
    .replaceAll(/\b([0-9a-f]{12})[0-9a-f]{20,}\b/g, '$1…')
    .replaceAll(/\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '$1…')
    .replaceAll(/\b(\d{4}-\d\d-\d\d)T[\d:.]+Z/g, '$1')
}

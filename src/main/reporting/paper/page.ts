import { escapeHtml } from '../html'
import { paperStyle } from './style'

/** HTML that is part of a page already, so that it is not escaped again. */
export interface Html {
  readonly html: string
}

/** A figure with its interval below it, for a cell of a table. */
export function valueWithBounds(value: string, bounds: string): Html {
  return { html: `${escapeHtml(value)}<small>${escapeHtml(bounds)}</small>` }
}

type Cell = string | Html

const cellHtml = (cell: Cell): string => (typeof cell === 'string' ? escapeHtml(cell) : cell.html)

/** Columns that stand under one head. */
export interface ColumnGroup {
  readonly title: string
  readonly columns: readonly string[]
}

/**
 * A table as papers set them: a caption above, rules above, below the head and at the end. Its head is repeated on every page that it
 * reaches, and no row is cut.
 * @param groups of the columns behind the first; without any title there is one row of heads
 */
export function paperTable(
  caption: string,
  first: string,
  groups: readonly ColumnGroup[],
  rows: readonly { readonly head: Cell; readonly cells: readonly Cell[]; readonly isMinor?: boolean }[],
): string {
  const hasTitles = groups.some(({ title }) => title !== '')
  const titles = groups.map(({ title, columns }) => `<th scope="colgroup" colspan="${columns.length}">${escapeHtml(title)}</th>`).join('')
  const columns = groups.flatMap((group) => group.columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`)).join('')
  const head = hasTitles ? `<tr class="groups"><td></td>${titles}</tr>` : ''
  const body = rows
    .map(
      ({ head: name, cells, isMinor = false }) =>
        `<tr${isMinor ? ' class="minor"' : ''}><th scope="row">${cellHtml(name)}</th>` +
        `${cells.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')}</tr>`,
    )
    .join('\n')
  return `<table><caption>${escapeHtml(caption)}</caption><thead>${head}<tr><th scope="col">${escapeHtml(first)}</th>${columns}</tr></thead>
<tbody>
${body}
</tbody></table>`
}

/** Paragraphs of plain text. */
export const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')

/** A list of plain texts; '' for none. */
export function list(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `<ul>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`
}

/** A report for paper: A4, black on white, nothing from elsewhere. @param body HTML */
export function paperPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
${paperStyle}</style>
</head>
<body>
${unbroken(body)}
</body>
</html>
`
}

/** Text in which no line ends within a range such as −1…1. */
function unbroken(text: string): string {
  return text.replaceAll(/(\d)…(?=\d)/gu, '$1…\u2060')
}

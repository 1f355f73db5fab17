/** Text as it may stand in HTML and in attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

/** A table; cells are text, the first column is a head. */
export function htmlTable(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const body = rows
    .map(
      ([first, ...cells]) =>
        `<tr><th scope="row">${escapeHtml(first ?? '')}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
    )
    .join('\n')
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`
}

/** A page that needs nothing from elsewhere. @param body HTML */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c1b1f, #e6e1e5); --paper: light-dark(#fff, #1c1b1f);
  --line: light-dark(#c8c4cc, #49454f); --point: light-dark(#5b3fa0, #cdbdff);
}
body {
  font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 64rem; margin: 2rem auto; padding: 0 1rem;
}
table { border-collapse: collapse; margin: 1rem 0 2rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .3rem 0; font-style: italic; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem; text-align: right; }
th:first-child { text-align: left; }
svg { max-width: 100%; } figure { display: inline-block; margin: 0 1rem 1rem 0; }
svg text { fill: currentColor; font: 12px system-ui, sans-serif; }
.axis { stroke: var(--line); } .point { fill: var(--point); fill-opacity: .5; }
</style>
</head>
<body>
${body}
</body>
</html>
`
}

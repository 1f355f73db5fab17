/**
 * Finds keys that stand twice in the outermost object of a JSON text; `JSON.parse` would drop the first silently.
 * @param text valid JSON
 * @returns each repeated key once; empty when the text is no object
 */
export function repeatedKeys(text: string): string[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const key of outerKeys(text)) {
    if (seen.has(key)) repeated.add(key)
    seen.add(key)
  }
  return [...repeated]
}

/** A string (with what follows it, to distinguish a key from a value), or a bracket. */
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/gu

function* outerKeys(text: string): Generator<string> {
  let depth = 0
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && colon !== undefined) yield String(JSON.parse(token.slice(0, -colon.length)))
  }
}

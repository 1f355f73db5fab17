/** A record as it stands in a file, not checked yet. */
export interface RawRecord {
  /** How a person finds it again: `line 12`. */
  readonly where: string
  readonly cells: Readonly<Record<string, unknown>>
}

/** The JSON in a cell; text that is none stays as it is, to be refused by the schema. */
export function readDetail(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

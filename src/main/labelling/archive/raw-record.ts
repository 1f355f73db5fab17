/** A record as it stands in a file, not checked yet. */
export interface RawRecord {
  /** How a person finds it again: `line 12`. */
  readonly where: string
  readonly cells: Readonly<Record<string, unknown>>
}

/** Some thousands of records of a file. */
export interface RawPart {
  readonly records: readonly RawRecord[]
  /** How much of the file has been read with them, 0…1. */
  readonly share: number
}

/** The JSON in a cell; text that is none stays as it is, to be refused by the schema. */
export function readDetail(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

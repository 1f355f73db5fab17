import type { ImportPreview } from '@shared/contract/library'
import type { DecodedText } from '../../files/decode-text'
import type { TrackKey } from '../../store/track-matcher'
import type { TrackNames } from '../../store/tracks'

/** How a table file shall be read. */
export interface TableOptions {
  readonly path: string
  readonly mapping?: Readonly<Record<string, string>> | undefined
  readonly encoding?: string | undefined
  readonly createTracks: boolean
  /** The file's content where it is known already, such as that of a Parquet file as JSON. */
  readonly content?: DecodedText
}

/** What a file says of one track. */
export interface ImportRow<Value> {
  /** How a person finds it again: `line 12 (song-7)`. */
  readonly where: string
  readonly key: TrackKey
  /** What the row is about within the track, such as an excerpt; without one, two rows of a track contradict each other. */
  readonly part?: string
  /** Names for the track, where it has none yet. */
  readonly names?: Partial<TrackNames>
  readonly value: Value
}

/** A row that is not imported. */
export interface LeftOutRow {
  readonly row: string
  readonly reason: string
}

/** Why a row without words is left out. */
export const emptyText = 'its text is empty'

/** A file that has been read, before anything is matched or written. */
export interface ImportTable<Value> {
  readonly format: ImportPreview['format']
  readonly encoding: string
  readonly columns: readonly string[]
  readonly mapping: Readonly<Record<string, string>>
  /** The first rows as text, for the preview. */
  readonly sampleRows: readonly (readonly string[])[]
  readonly rows: readonly ImportRow<Value>[]
  /** Rows that hold nothing to import, such as an empty text, and why; they are listed with those that match no track. */
  readonly leftOut?: readonly LeftOutRow[]
  /** What is wrong, with line numbers; a table with problems is not imported. */
  readonly problems: readonly string[]
}

/** How many rows the preview shows. */
export const previewRowCount = 5

/** Whether the text is JSON, by its first character. */
export const looksLikeJson = (text: string): boolean => /^[\s\uFEFF]*[[{]/u.test(text)

/** A track's lyrics or comments, as prose or as tokens. */
export interface ImportedText {
  readonly body: string
  readonly tokens?: readonly string[]
}

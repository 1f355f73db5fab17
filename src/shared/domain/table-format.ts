/** What a table is written as. */
export const tableFormats = ['csv', 'json', 'parquet'] as const
export type TableFormat = (typeof tableFormats)[number]

/** The format that the ending of a file's name says; null where it says none. */
export function tableFormatOf(path: string): TableFormat | null {
  const name = path.toLowerCase()
  return tableFormats.find((format) => name.endsWith(`.${format}`)) ?? null
}

import { InvalidArgumentError } from 'commander'

/** Reads a whole number of an option; commander turns the error into "wrong usage" with the option's name. */
export function wholeNumber(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number)) throw new InvalidArgumentError(`${value} is not a whole number.`)
  return number
}

/** Reads a number of an option. */
export function decimalNumber(value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError(`${value} is not a number.`)
  return number
}

/** Two columns as lines: names and what they hold. */
export function nameAndValueLines(record: Readonly<Record<string, unknown>>): string[] {
  const width = Math.max(...Object.keys(record).map((name) => name.length))
  return Object.entries(record).map(([name, value]) => `${name.padEnd(width)}  ${String(value)}`)
}

/** A table as lines, columns padded to their widest cell. */
export function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(header), ...rows.map(line)]
}

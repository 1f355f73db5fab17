/** A number with two decimals as plain text is read by people and programs: "-0.25", and never "-0.00". */
export function twoDecimals(value: number): string {
  const text = value.toFixed(2)
  return text === '-0.00' ? '0.00' : text
}

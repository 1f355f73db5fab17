/** Whether `npm run test:long` runs: everything at full size. `npm test` runs most of the same tests small. */
const isLong = process.env.CIRCUMPLEX_LONG_TESTS === '1'

/** Leaves a test to `npm run test:long`: what it shows of the whole, quicker tests show of the parts. Give it to `skipIf`. */
export const isShort = !isLong

/** The longest that one test may take, in milliseconds; give it to tests whose full size takes minutes. */
export const longestMs = isLong ? 3_600_000 : 120_000

/** A size of a test: seeds, tracks, epochs. @returns `full` under `npm run test:long`, else `small` */
export function sized<Size>(small: Size, full: Size): Size {
  return isLong ? full : small
}

/** Prints what a test measured, where whoever runs `npm run test:long` reads it. */
export function printFigure(text: string): void {
  process.stdout.write(`  ${text}\n`)
}

/** The id of a test's run: a UUID, as every run has, that ends in a number. */
export function testRunId(number = 1): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

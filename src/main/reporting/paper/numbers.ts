import { rangeOfScale, type Scale } from '@shared/domain/plane'

/** A number with a true minus sign; "–" where there is none. */
export function shown(value: number | null, digits = 2): string {
  return value === null ? '–' : value.toFixed(digits).replace('-', '−')
}

/** An interval in brackets; '' where there is none. */
export function bounds({ low, high }: { readonly low: number | null; readonly high: number | null }, digits = 2): string {
  return low === null || high === null ? '' : `[${shown(low, digits)}, ${shown(high, digits)}]`
}

/** A share as a percentage; "–" where there is none. */
export const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(0)} %`)

/** How much wider a scale is than −1…1. */
export function factorOf(scale: Scale): number {
  const { low, high } = rangeOfScale(scale)
  return (high - low) / 2
}

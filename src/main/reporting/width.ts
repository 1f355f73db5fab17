import { rangeOfScale, type Scale } from '@shared/domain/plane'

/** A distance on −1…1 as it is on the scale. */
export function width(distance: number, scale: Scale): string {
  const { low, high } = rangeOfScale(scale)
  return ((distance * (high - low)) / 2).toFixed(3).replace('-', '−')
}

/** The two dimensions of the plane, in the order of every model's outputs. */
export const dimensions = ['valence', 'arousal'] as const
export type Dimension = (typeof dimensions)[number]

/** A point on the plane of emotion; both coordinates in [−1, 1] inside the program. */
export interface PlanePoint {
  readonly valence: number
  readonly arousal: number
}

/** A label of which one dimension may be unknown: null there. */
export interface LabelPoint {
  readonly valence: number | null
  readonly arousal: number | null
}

/** Q1 (+,+), Q2 (−,+), Q3 (−,−), Q4 (+,−), named by valence and arousal. */
export type Quadrant = 1 | 2 | 3 | 4

export const quadrants: readonly Quadrant[] = [1, 2, 3, 4]

/** How people wish to see the plane's numbers. */
export const scales = ['-1-1', '0-1', '1-9'] as const
export type Scale = (typeof scales)[number]

const scaleRanges: Readonly<Record<Scale, { low: number; high: number }>> = {
  '-1-1': { low: -1, high: 1 },
  '0-1': { low: 0, high: 1 },
  '1-9': { low: 1, high: 9 },
}

/** The lowest and highest value that a scale shows. */
export function rangeOfScale(scale: Scale): { low: number; high: number } {
  return scaleRanges[scale]
}

/** A scale as people write it, such as −1…1 (with a minus that no spreadsheet takes for a formula). */
export function nameOfScale(scale: Scale): string {
  const { low, high } = scaleRanges[scale]
  return `${String(low).replace('-', '−')}…${high}`
}

/** Rounds to 1e-9, so that points computed in another order fall into the same quadrant. */
export function roundCoordinate(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

/** The quadrant of a point; a point on an axis belongs to the upper or right side. */
export function quadrantOf(point: PlanePoint): Quadrant {
  return quadrantAt(point.valence, point.arousal)
}

/** The quadrant of a label; null where one of its dimensions is unknown. */
export function quadrantOfLabel({ valence, arousal }: LabelPoint): Quadrant | null {
  return valence === null || arousal === null ? null : quadrantAt(valence, arousal)
}

/** By 2 × (arousal is not negative) + (valence is not negative). */
const quadrantsBySigns: readonly Quadrant[] = [3, 4, 2, 1]

/** `quadrantOf` for two bare coordinates, so that loops over many tracks make no objects. */
export function quadrantAt(valence: number, arousal: number): Quadrant {
  // As `roundCoordinate(…) >= 0`, without its rounding: what is rounded is at least 0 from −0.5 on.
  const signs = 2 * Number(arousal * 1e9 >= -0.5) + Number(valence * 1e9 >= -0.5)
  return quadrantsBySigns[signs] ?? 3
}

/** Converts a coordinate in [−1, 1] to the given scale. */
export function toScale(value: number, scale: Scale): number {
  if (scale === '-1-1') return value
  const { low, high } = scaleRanges[scale]
  return low + ((value + 1) / 2) * (high - low)
}

/** A coordinate of a label on the given scale; null where it is unknown. */
export function labelOnScale(value: number | null, scale: Scale): number | null {
  return value === null ? null : toScale(value, scale)
}

/** Converts a number on the given scale to the coordinate in [−1, 1]. */
export function fromScale(value: number, scale: Scale): number {
  if (scale === '-1-1') return value
  const { low, high } = scaleRanges[scale]
  return ((value - low) / (high - low)) * 2 - 1
}

/** Whether both coordinates are numbers in [−1, 1] (1e-9 of rounding allowed). */
export function isOnPlane(point: PlanePoint): boolean {
  const inside = (value: number): boolean => Number.isFinite(value) && Math.abs(value) <= 1 + 1e-9
  return inside(point.valence) && inside(point.arousal)
}

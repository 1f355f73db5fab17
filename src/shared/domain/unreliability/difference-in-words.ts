import type { PlanePoint } from '../plane'

/** A dimension is named when it has at least this share of the greater difference. */
const worthNaming = 0.4

/** A way on the plane in words, the greater dimension first: “.80 less arousal, .40 more valence”. */
export function inWords({ valence, arousal }: PlanePoint): string {
  const ways = [
    { name: 'valence', way: valence },
    { name: 'arousal', way: arousal },
  ].sort((one, other) => Math.abs(other.way) - Math.abs(one.way))
  const greatest = Math.abs(ways[0]?.way ?? 0)
  return ways
    .filter(({ way }) => Math.abs(way) >= worthNaming * greatest && Math.abs(way) >= 0.005)
    .map(({ name, way }) => `${figure(way)} ${way < 0 ? 'less' : 'more'} ${name}`)
    .join(', ')
}

const figure = (way: number): string => Math.abs(way).toFixed(2).replace(/^0/u, '')

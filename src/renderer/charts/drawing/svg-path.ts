import { mapped, type Matrix, scaleOf, short } from './svg-matrix'

/** The path that a canvas would hold, as SVG path data; points are mapped when they are added, as on a canvas. */
export class SvgPath {
  private readonly parts: string[] = []

  get data(): string {
    return this.parts.join('')
  }

  moveTo(map: Matrix, x: number, y: number): void {
    this.add('M', map, x, y)
  }

  lineTo(map: Matrix, x: number, y: number): void {
    this.add(this.parts.length === 0 ? 'M' : 'L', map, x, y)
  }

  /** A cubic (three points) or quadratic (two points) curve. */
  curveTo(map: Matrix, ...numbers: readonly number[]): void {
    this.add(numbers.length === 4 ? 'Q' : 'C', map, ...numbers)
  }

  rect(map: Matrix, x: number, y: number, width: number, height: number): void {
    this.moveTo(map, x, y)
    this.lineTo(map, x + width, y)
    this.lineTo(map, x + width, y + height)
    this.lineTo(map, x, y + height)
    this.close()
  }

  close(): void {
    if (this.parts.length > 0) this.parts.push('Z')
  }

  /**
   * Part of an ellipse, in pieces of less than half a turn, as an arc of SVG ends elsewhere than it begins.
   * @param radii in both directions; lengths grow evenly under every map of ours
   */
  arc(map: Matrix, [x, y]: readonly [number, number], radii: readonly [number, number], from: number, to: number, backwards = false): void {
    const turn = 2 * Math.PI
    const given = backwards ? from - to : to - from
    const sweep = given >= turn ? turn : ((given % turn) + turn) % turn
    const [rx, ry] = radii
    const at = (angle: number): readonly [number, number] => [x + rx * Math.cos(angle), y + ry * Math.sin(angle)]
    this.lineTo(map, ...at(from))
    const pieces = Math.max(1, Math.ceil(sweep / 2))
    const [scale, tilt] = [scaleOf(map), (Math.atan2(map[1], map[0]) * 180) / Math.PI]
    for (let piece = 1; piece <= pieces; piece += 1) {
      const [endX, endY] = mapped(map, ...at(from + ((backwards ? -1 : 1) * sweep * piece) / pieces))
      const flags = `0 ${backwards ? 0 : 1}`
      this.parts.push(`A${short(rx * scale)} ${short(ry * scale)} ${short(tilt)} ${flags} ${short(endX)} ${short(endY)}`)
    }
  }

  private add(command: string, map: Matrix, ...numbers: readonly number[]): void {
    const points: string[] = []
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [x, y] = mapped(map, numbers[index] ?? 0, numbers[index + 1] ?? 0)
      points.push(`${short(x)} ${short(y)}`)
    }
    this.parts.push(`${command}${points.join(' ')}`)
  }
}

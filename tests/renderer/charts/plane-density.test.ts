import { expect, it } from 'vitest'
import { countPoints, paintDensity, smoothCounts } from '@renderer/charts/plane-density'
import { wholePlane } from '@renderer/charts/plane-geometry'
import { planeOf, scatteredPlane } from '../../helpers/planes'

const whole = { ...wholePlane, halfSpan: 1 }

it('counts every visible point once', () => {
  const counts = countPoints(scatteredPlane(5000, 2), whole, 50)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5000)
})

it('has its first row at the highest arousal and ignores what is not in view', () => {
  const counts = countPoints(
    planeOf([
      [-0.9, 0.9],
      [0.9, -0.9],
      [3, 0],
      [NaN, NaN],
    ]),
    whole,
    10,
  )
  expect(counts[0]).toBe(1)
  expect(counts[99]).toBe(1)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2)
})

it('paints crowds more opaque than a single point, in the colour of the quadrant, and nothing where nothing is', () => {
  const crowd = planeOf([
    [0.5, 0.5],
    [0.5, 0.5],
    [0.5, 0.5],
    [-0.5, -0.5],
  ])
  const pixels = paintDensity(Float32Array.from(countPoints(crowd, whole, 2)), whole, 2)
  expect([...pixels.slice(4, 7)]).toEqual([230, 159, 0])
  expect([...pixels.slice(8, 11)]).toEqual([0, 114, 178])
  expect(pixels[7]).toBe(255)
  expect(pixels[11]).toBeGreaterThan(25)
  expect(pixels[11]).toBeLessThan(255)
  expect(pixels[3]).toBe(0)
})

it('spreads counts to neighbours without losing any', () => {
  const counts = countPoints(scatteredPlane(400, 3), whole, 20)
  const smooth = smoothCounts(counts, 20)
  expect(smooth.reduce((sum, count) => sum + count, 0)).toBeCloseTo(400, 2)
  const single = smoothCounts(Uint32Array.of(0, 0, 0, 0, 16, 0, 0, 0, 0), 3)
  expect([...single]).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 1])
})

it('takes nothing over from the picture that was counted and painted in the same arrays before', () => {
  const cells = 12
  const [counts, between, smooth] = [new Uint32Array(cells ** 2), new Float32Array(cells ** 2), new Float32Array(cells ** 2)]
  const pixels = new Uint8ClampedArray(cells ** 2 * 4)
  const planes = [scatteredPlane(300, 4), planeOf([[0.5, 0.5]])]
  const painted = planes.map((plane) => [
    ...paintDensity(smoothCounts(countPoints(plane, whole, cells, counts), cells, between, smooth), whole, cells, pixels),
  ])
  expect(painted).toEqual(planes.map((plane) => [...paintDensity(smoothCounts(countPoints(plane, whole, cells), cells), whole, cells)]))
})

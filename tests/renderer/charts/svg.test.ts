// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { chartSvg } from '@renderer/charts/drawing/chart-svg'
import { planeSvg } from '@renderer/charts/drawing/plane-svg'
import { SvgBrush } from '@renderer/charts/drawing/svg-brush'

/** About as wide as letters are. */
const measure = (text: string, font: string): TextMetrics => {
  const size = Number(/([\d.]+)px/u.exec(font)?.[1] ?? 10)
  const width = text.length * size * 0.5
  const zeros = { actualBoundingBoxLeft: 0, alphabeticBaseline: 0, hangingBaseline: 0, ideographicBaseline: 0 }
  const boxes = { actualBoundingBoxAscent: size, actualBoundingBoxDescent: 0, actualBoundingBoxRight: width }
  return { ...zeros, ...boxes, emHeightAscent: size, emHeightDescent: 0, fontBoundingBoxAscent: size, fontBoundingBoxDescent: 0, width }
}
const colours = { dark: false, surface: '#ffffff', text: '#1f2328', muted: '#57606a', grid: 'rgba(0,0,0,.12)', accent: '#3b4ba0' }

/** The drawing as a tree; an XML parser refuses what is not well formed. */
function parsed(svg: string): Document {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(document.querySelector('parsererror')).toBeNull()
  expect(document.documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg')
  return document
}
const textsOf = (drawing: Document): string[] => [...drawing.querySelectorAll('text')].map(({ textContent }) => textContent)

describe('a chart as SVG', () => {
  const scatter = {
    type: 'scatter' as const,
    name: 'Predicted & observed <valence>',
    data: {
      datasets: [
        { label: 'tracks "A" & <B>', data: [-0.5, 0, 0.5].map((x) => ({ x, y: x / 2 })), backgroundColor: 'rgba(10, 20, 30, 0.4)' },
        { label: 'ideal', type: 'line' as const, data: [-1, 1].map((x) => ({ x, y: x })), borderColor: 'darkblue', borderDash: [4, 3] },
      ],
    },
    options: { scales: { x: { min: -1, max: 1, title: { display: true, text: 'observed' } }, y: { min: -1, max: 1 } } },
    width: 400,
    height: 300,
    seen: {},
  }

  it('is well-formed, holds its texts as texts, and a mark for every point', () => {
    const drawing = parsed(chartSvg(scatter, colours, measure, (colour) => colour))
    expect(drawing.querySelector('title')?.textContent).toBe('Predicted & observed <valence>')
    expect(textsOf(drawing)).toEqual(expect.arrayContaining(['observed', '1.0', 'tracks "A" & <B>', 'ideal']))
    expect([...drawing.querySelectorAll('path[fill="#0a141e"]')].filter((mark) => mark.getAttribute('d')?.includes('A'))).toHaveLength(4)
    expect(drawing.querySelector('path[stroke-dasharray="4 3"]')?.getAttribute('stroke')).toBe('#00008b')
  })

  it('takes colours of the light theme and the part of the axes that is shown', () => {
    const recolour = (colour: string): string => (colour === 'darkblue' ? '#ff0000' : colour)
    const drawing = parsed(chartSvg({ ...scatter, seen: { x: { min: 0, max: 0.4 } } }, colours, measure, recolour))
    expect(drawing.querySelector('path[stroke-dasharray="4 3"]')?.getAttribute('stroke')).toBe('#ff0000')
    expect(textsOf(drawing)).toContain('0.4')
  })
})

describe('a plane as SVG', () => {
  it('has a mark for every point, the names of the quadrants and both axes', () => {
    const plane = {
      trackIds: Int32Array.of(1, 2, 3),
      valence: Float32Array.of(0.5, -0.5, -0.2),
      arousal: Float32Array.of(0.5, 0.5, -0.9),
      source: Uint8Array.of(0, 1, 2),
    }
    const frame = { left: 40, top: 10, side: 340 }
    const view = { valence: 0, arousal: 0, halfSpan: 1 }
    const drawing = parsed(
      planeSvg({ plane, before: null, name: 'Plane', scale: '-1-1', side: 400, view, frame }, { colours, measure, recolour: (c) => c }),
    )
    expect(textsOf(drawing)).toEqual(expect.arrayContaining(['valence →', 'arousal →']))
    expect(drawing.querySelectorAll('clipPath')).not.toHaveLength(0)
    expect([...drawing.querySelectorAll('[fill-opacity="0.95"],[stroke-opacity="0.95"]')]).toHaveLength(3)
  })
})

describe('what a canvas draws as SVG', () => {
  it('comes back where it was after save and restore, turned and moved', () => {
    const brush = new SvgBrush(measure)
    brush.save()
    brush.translate(10, 20)
    brush.rotate(Math.PI / 2)
    brush.fillStyle = 'red'
    brush.fillRect(0, 0, 4, 2)
    brush.restore()
    brush.beginPath()
    brush.arc(5, 5, 2, 0, 2 * Math.PI)
    brush.stroke()
    const paths = [...parsed(brush.svg(20, 30, '', '#fff')).querySelectorAll('path')].map((path) => path.getAttribute('d'))
    expect(paths[0]).toBe('M10 20L10 24L8 24L8 20Z')
    expect(paths[1]?.startsWith('M7 5A2 2 0 0 1')).toBe(true)
    expect(paths[1]?.endsWith('7 5')).toBe(true)
  })
})

import { computed, type ComputedRef } from 'vue'
import { useTheme } from 'vuetify'
import { type ChartColours, coloursOf } from '../chart-colours'
import type { MeasureText } from './svg-brush'

/** What drawings for paper are made with. */
export interface Paper {
  /** Those of the light theme. */
  readonly colours: ChartColours
  readonly measure: MeasureText
  /** The light theme's colour in place of that of the present theme. */
  recolour(colour: string): string
}

/** Sheets of paper: light, whatever the theme of the window. */
export function usePaper(): ComputedRef<Paper> {
  const theme = useTheme()
  return computed(() => {
    const [present, light] = [coloursOf(theme.current.value), coloursOf(theme.themes.value['light'] ?? theme.current.value)]
    const names = ['surface', 'text', 'muted', 'grid', 'accent'] as const
    const lightOf = new Map(names.map((name) => [present[name], light[name]]))
    return { colours: light, measure: measureOnCanvas, recolour: (colour) => lightOf.get(colour) ?? colour }
  })
}

let context: OffscreenCanvasRenderingContext2D | null = null

function measureOnCanvas(text: string, font: string): TextMetrics {
  context ??= new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) throw new TypeError('This window measures no text.')
  context.font = font
  return context.measureText(text)
}

import { computed, type ComputedRef } from 'vue'
import { type ThemeDefinition, useTheme } from 'vuetify'

/** Colours of a chart that follow the theme. */
export interface ChartColours {
  readonly dark: boolean
  readonly surface: string
  readonly text: string
  readonly muted: string
  readonly grid: string
  readonly accent: string
}

/** A theme colour as CSS; Vuetify also allows other notations, which this program's themes do not use. */
const asText = (colour: unknown): string => (typeof colour === 'string' ? colour : 'currentColor')

/** The chart colours of the present theme. */
export function useChartColours(): ComputedRef<ChartColours> {
  const theme = useTheme()
  return computed(() => coloursOf(theme.current.value))
}

/** The chart colours of a theme. */
export function coloursOf({ dark = false, colors }: Pick<ThemeDefinition, 'dark' | 'colors'>): ChartColours {
  return {
    dark,
    surface: asText(colors?.surface),
    text: dark ? '#e8eaed' : '#1f2328',
    muted: dark ? '#a9b1ba' : '#57606a',
    grid: dark ? 'rgba(255,255,255,.13)' : 'rgba(0,0,0,.12)',
    accent: asText(colors?.primary),
  }
}

import type { ThemeDefinition } from 'vuetify'

/** Flat surfaces and one accent: violet, the hue that no quadrant has. */
export const light: ThemeDefinition = {
  dark: false,
  colors: {
    background: '#F4F4F7',
    surface: '#FFFFFF',
    'surface-variant': '#E9E9EF',
    'on-surface-variant': '#44464F',
    primary: '#5746AF',
    secondary: '#5C5F6B',
    error: '#B3261E',
    warning: '#8A5300',
    success: '#006B4F',
    info: '#00568A',
    'on-background': '#1B1C21',
    'on-surface': '#1B1C21',
    'on-primary': '#FFFFFF',
    'on-error': '#FFFFFF',
  },
}

export const dark: ThemeDefinition = {
  dark: true,
  colors: {
    background: '#131417',
    surface: '#1B1C21',
    'surface-variant': '#2A2C33',
    'on-surface-variant': '#C9CBD3',
    primary: '#B3A6FF',
    secondary: '#A4A8B4',
    error: '#FFB4AB',
    warning: '#F5BD6B',
    success: '#6FD8B0',
    info: '#8CCBFF',
    'on-background': '#E6E7EB',
    'on-surface': '#E6E7EB',
    'on-primary': '#1D1147',
    'on-error': '#4A0905',
  },
}

import { themeQuartz } from 'ag-grid-community'

/** The grid in the window's colours, light or dark, as the window changes them. */
export const gridTheme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  rowHeight: 28,
  headerHeight: 30,
  backgroundColor: 'rgb(var(--v-theme-surface))',
  foregroundColor: 'rgb(var(--v-theme-on-surface))',
  headerBackgroundColor: 'rgb(var(--v-theme-surface))',
  headerTextColor: 'rgb(var(--v-theme-on-surface))',
  headerFontWeight: 500,
  accentColor: 'rgb(var(--v-theme-primary))',
  borderColor: 'rgba(var(--v-theme-on-surface), 0.1)',
  rowHoverColor: 'rgba(var(--v-theme-on-surface), 0.05)',
  oddRowBackgroundColor: 'transparent',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  cellHorizontalPadding: 8,
  spacing: 4,
})

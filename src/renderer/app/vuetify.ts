import 'vuetify/styles'
import { createVuetify } from 'vuetify'
import {
  VAlert, VApp, VAutocomplete, VBadge, VBtn, VBtnGroup, VBtnToggle, VCard, VCardActions, VCardText, VCardTitle, VCheckbox, VCheckboxBtn, VChip, VChipGroup,
  VCombobox, VDialog, VDivider, VExpansionPanel, VExpansionPanels, VExpansionPanelText, VExpansionPanelTitle, VForm, VIcon, VLabel, VList, VListItem,
  VListItemSubtitle, VListItemTitle, VListSubheader, VMenu, VNumberInput, VOverlay, VProgressCircular, VProgressLinear, VRadio, VRadioGroup, VRangeSlider, VSelect,
  VSheet, VSkeletonLoader, VSlider, VSpacer, VSwitch, VTab, VTable, VTabs, VTabsWindow, VTabsWindowItem, VTextarea, VTextField, VTooltip, VVirtualScroll,
} from 'vuetify/components'
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg'
import { dark, light } from './theme'

/** Only the components that views use reach the window. */
const components = {
  VAlert, VApp, VAutocomplete, VBadge, VBtn, VBtnGroup, VBtnToggle, VCard, VCardActions, VCardText, VCardTitle, VCheckbox, VCheckboxBtn, VChip, VChipGroup,
  VCombobox, VDialog, VDivider, VExpansionPanel, VExpansionPanels, VExpansionPanelText, VExpansionPanelTitle, VForm, VIcon, VLabel, VList, VListItem,
  VListItemSubtitle, VListItemTitle, VListSubheader, VMenu, VNumberInput, VOverlay, VProgressCircular, VProgressLinear, VRadio, VRadioGroup, VRangeSlider, VSelect,
  VSheet, VSkeletonLoader, VSlider, VSpacer, VSwitch, VTab, VTable, VTabs, VTabsWindow, VTabsWindowItem, VTextarea, VTextField, VTooltip, VVirtualScroll,
}

const field = { density: 'compact', variant: 'outlined', hideDetails: 'auto', color: 'primary' } as const
const toggle = { density: 'compact', hideDetails: true, color: 'primary', ripple: false } as const

/** Vuetify in the program's dress: compact, flat, no ripples, drawn icons. */
export const vuetify = createVuetify({
  components,
  icons: { defaultSet: 'mdi', aliases, sets: { mdi } },
  theme: { defaultTheme: 'system', themes: { light, dark } },
  defaults: {
    VBtn: { variant: 'tonal', size: 'small', ripple: false, rounded: 'md' },
    VTextField: field, VSelect: { ...field, menuProps: { maxHeight: 360 } }, VAutocomplete: field, VCombobox: field, VTextarea: field, VNumberInput: { ...field, controlVariant: 'stacked' },
    VCheckbox: toggle, VCheckboxBtn: toggle, VSwitch: { ...toggle, inset: true }, VRadioGroup: toggle, VRadio: toggle,
    VSlider: { density: 'compact', hideDetails: true, color: 'primary' },
    VCard: { variant: 'flat', rounded: 'md' }, VChip: { size: 'small', rounded: 'md' },
    VList: { density: 'compact' }, VTooltip: { openDelay: 400, eager: false }, VTabs: { density: 'compact', color: 'primary' }, VTable: { density: 'compact' },
    VIcon: { size: 18 },
  },
})

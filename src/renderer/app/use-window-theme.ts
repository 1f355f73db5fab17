import { watch } from 'vue'
import { useTheme } from 'vuetify'
import { useSettingsStore } from '../api/stores/settings-store'

/** Lets the window follow the theme of the settings, which follows the system unless the user chose. */
export function useWindowTheme(): void {
  const settings = useSettingsStore()
  const theme = useTheme()
  watch(
    () => settings.settings.theme,
    (name) => theme.change(name),
    { immediate: true },
  )
}

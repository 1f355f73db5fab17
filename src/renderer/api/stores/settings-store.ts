import type { Settings } from '@shared/contract/app'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '../client'
import { onChanged } from '../events'

/** The user's settings, such as the scale in which the plane's numbers are shown. */
export const useSettingsStore = defineStore('settings', () => {
  const settings = ref<Settings>({ theme: 'system', scale: '-1-1', author: '', matchLoudness: true, drawnRule: null })
  const scale = computed(() => settings.value.scale)

  async function refresh(): Promise<void> {
    settings.value = await call('settings.get', null)
  }

  async function change(part: Partial<Settings>): Promise<void> {
    settings.value = await call('settings.set', part)
  }

  onChanged(['settings'], () => {
    void refresh().catch(() => undefined)
  })

  return { settings, scale, refresh, change }
})

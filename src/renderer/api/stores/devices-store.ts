import type { OfferedDevice } from '@shared/domain/device'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../client'

/** What this machine can train on: asked for once, by whoever shows it first. */
export const useDevicesStore = defineStore('devices', () => {
  const devices = shallowRef<readonly OfferedDevice[]>([])
  const isLoaded = shallowRef(false)
  let asked: Promise<void> | null = null

  async function ask(): Promise<void> {
    devices.value = await call('devices.list', null)
    isLoaded.value = true
  }

  /** Asks once; a failed attempt is made again by the next call. */
  async function load(): Promise<void> {
    asked ??= ask()
    try {
      await asked
    } catch (error) {
      asked = null
      throw error
    }
  }

  return { devices, isLoaded, load }
})

import type { AdapterAbsence } from '@shared/contract/devices'
import type { OfferedDevice } from '@shared/domain/device'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../client'

/** What this machine can train on: looked for once, by whoever shows it first. */
export const useDevicesStore = defineStore('devices', () => {
  const devices = shallowRef<readonly OfferedDevice[]>([])
  /** Why WebGPU has no GPU; null where it has one, and before it is known. */
  const absence = shallowRef<AdapterAbsence | null>(null)
  const isLoaded = shallowRef(false)
  const isLooking = shallowRef(false)
  let asked: Promise<void> | null = null

  async function look(again: boolean): Promise<void> {
    isLooking.value = true
    try {
      const found = await call('devices.find', { again })
      devices.value = found.devices
      absence.value = found.absence
      isLoaded.value = true
    } finally {
      isLooking.value = false
    }
  }

  /** Looks once; a failed attempt is made again by the next call. */
  async function load(): Promise<void> {
    asked ??= look(false)
    try {
      await asked
    } catch (error) {
      asked = null
      throw error
    }
  }

  return { devices, absence, isLoaded, isLooking, load, lookAgain: () => look(true) }
})

import { defineStore } from 'pinia'
import { useWindowPlayer } from './use-window-player'

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

/** The one player of the window: whatever starts playing replaces what was playing. */
export const usePlayer = defineStore('player', useWindowPlayer)

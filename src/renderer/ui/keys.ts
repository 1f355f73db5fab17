/**
 * Every key of the window that starts a command. "Mod" is Cmd on a Mac and Ctrl elsewhere.
 * Keys within a table, a plane or a waveform are those parts' own.
 */
export const keyMap = {
  'view.library': 'Mod+1',
  'view.annotate': 'Mod+2',
  'view.tags': 'Mod+3',
  'view.train': 'Mod+4',
  'view.results': 'Mod+5',
  'view.predict': 'Mod+6',
  'view.settings': 'Mod+7',
  'palette.open': 'Mod+K',
  'search.focus': 'Mod+F',
  'library.open': 'Mod+O',
  'library.create': 'Mod+N',
  'import.audio': 'Mod+I',
  'labels.export': 'Mod+E',
  'selection.review': 'Mod+R',
  'selection.dataset': 'Mod+D',
  'edit.undo': 'Mod+Z',
  'edit.redo': 'Mod+Shift+Z',
  'player.toggle': 'Space',
  'player.back': 'J',
  'player.pause': 'K',
  'player.forward': 'L',
} as const satisfies Record<string, string>

const keys: Readonly<Record<string, string>> = keyMap

/** The key of a command, or null when it has none. */
export function keyOf(commandId: string): string | null {
  return keys[commandId] ?? null
}

const isMac = (): boolean => typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

/** A key as it is written on this machine, such as "Ctrl+K" or "⌘K". */
export function keyLabel(key: string, mac = isMac()): string {
  if (!mac) return key.replace('Mod', 'Ctrl')
  return key.replace('Mod', '⌘').replace('Shift', '⇧').replaceAll('+', '')
}

interface PressedKey {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The name of a pressed key as `keyMap` writes it. */
export function nameOfPressed(event: PressedKey, mac = isMac()): string {
  const mod = mac ? event.metaKey : event.ctrlKey
  const base = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key
  return [mod && 'Mod', event.altKey && 'Alt', event.shiftKey && 'Shift', base].filter(Boolean).join('+')
}

/** The command of a pressed key, or null. */
export function commandOfKey(event: PressedKey, mac = isMac()): string | null {
  const name = nameOfPressed(event, mac)
  return Object.entries(keys).find(([, key]) => key === name)?.[0] ?? null
}

/** Whether the user is typing here, so that plain keys and undo belong to the field. */
export function isTypingIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select')
}

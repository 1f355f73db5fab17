/** What a key does while annotating. */
export type AnnotateAction =
  | 'save-and-next'
  | 'next'
  | 'previous'
  | 'withdraw'
  | 'play'
  | 'create-excerpt'
  | 'delete-excerpt'
  | 'next-target'
  | 'loop'
  | 'zoom-in'
  | 'zoom-out'
  | 'faster'
  | 'slower'
  | 'text'
  | 'help'

interface KeyEntry {
  /** As `KeyboardEvent.key`, upper-cased. */
  readonly keys: readonly string[]
  readonly action: AnnotateAction
  readonly shown: string
  readonly does: string
}

const entries: readonly KeyEntry[] = [
  { keys: ['ENTER'], action: 'save-and-next', shown: 'Enter', does: 'Save the label and go to the next track' },
  { keys: ['N', 'PAGEDOWN'], action: 'next', shown: 'N', does: 'Next track, without a label' },
  { keys: ['P', 'PAGEUP'], action: 'previous', shown: 'P', does: 'Previous track' },
  { keys: ['X'], action: 'withdraw', shown: 'X', does: 'Take the label back' },
  { keys: [' '], action: 'play', shown: 'Space', does: 'Play or pause this track' },
  { keys: ['E'], action: 'create-excerpt', shown: 'E', does: 'New excerpt from the position, as long as those that are heard' },
  { keys: ['DELETE', 'BACKSPACE'], action: 'delete-excerpt', shown: 'Delete', does: 'Delete the chosen excerpt' },
  { keys: ['R'], action: 'next-target', shown: 'R', does: 'Label the next excerpt, or the whole track' },
  { keys: ['O'], action: 'loop', shown: 'O', does: 'Loop the chosen excerpt' },
  { keys: ['+', '='], action: 'zoom-in', shown: '+', does: 'Zoom into the waveform' },
  { keys: ['-'], action: 'zoom-out', shown: '−', does: 'Zoom out' },
  { keys: [']'], action: 'faster', shown: ']', does: 'Play faster' },
  { keys: ['['], action: 'slower', shown: '[', does: 'Play slower' },
  { keys: ['T'], action: 'text', shown: 'T', does: 'Lyrics or comments' },
  { keys: ['?'], action: 'help', shown: '?', does: 'Show these keys' },
]

/** Every key of the view with what it does, for the list that ? shows. */
export const keyList: readonly { shown: string; does: string }[] = [
  { shown: '← ↑ → ↓', does: 'Move the label by 0.05, with Shift by 0.01' },
  ...entries.map(({ shown, does }) => ({ shown, does })),
  { shown: 'J K L', does: 'Back, pause, forward' },
]

interface KeyLike {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** The meaning of a key while annotating, or null when it has none (keys held with Ctrl, Cmd or Alt have none). */
export function annotateActionOf(event: KeyLike): AnnotateAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  return entries.find(({ keys }) => keys.includes(event.key.toUpperCase()))?.action ?? null
}

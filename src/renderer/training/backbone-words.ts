import type { Backbone } from '@shared/contract/backbones'
import { countOf, formatBytes, formatCount } from '../ui/format'

/** A backbone in a few words, such as "mel bands at 16,000 Hz · 256 numbers · 18.5 MB". */
export function backboneInWords({ card: { input }, units, bytes }: Backbone): string {
  const read = input.kind === 'mel' ? 'mel bands' : 'the waveform'
  return `${read} at ${formatCount(input.sampleRate)} Hz · ${countOf(units, 'number')} · ${formatBytes(bytes)}`
}

/** Backbones to choose for a branch; 0 stands for the newest. */
export function backboneChoices(backbones: readonly Backbone[]): { value: number; title: string; subtitle: string }[] {
  return [
    { value: 0, title: 'The newest', subtitle: backbones[0] ? `now ${backbones[0].name}` : 'there are none: add one first' },
    ...backbones.map((backbone) => ({ value: backbone.id, title: backbone.name, subtitle: backboneInWords(backbone) })),
  ]
}

import { modifiersOf, type Scheme } from '@shared/domain/schemes/scheme'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import type { WordEffect } from '@shared/domain/tag-statistics'
import type { Ref } from 'vue'
import { useCommands } from '../ui/use-commands'
import { modify, publishedDraft } from './edited-scheme'
import { offeredKinds } from './scheme-forms'
import { presets } from './tag-presets'

interface SchemeInHand {
  readonly matrix: Readonly<Ref<TagMatrix | null>>
  readonly words: Readonly<Ref<readonly WordEffect[]>>
  readonly scheme: Readonly<Ref<Scheme>>
  readonly change: (scheme: Scheme) => void
}

/** Every kind of scheme and all ready-made weights as commands of the palette. */
export function useSchemeCommands({ matrix, words, scheme, change }: SchemeInHand): void {
  const kinds = offeredKinds.flatMap(({ kind, title, begin }) =>
    begin === null
      ? []
      : {
          id: `tags.scheme-${kind}`,
          title: `Scheme: ${title}`,
          group: 'Tags',
          enabled: () => matrix.value !== null,
          run: () => matrix.value && change(begin(matrix.value, modifiersOf(scheme.value))),
        },
  )
  const weights = presets.map(({ id, title, weights: weigh }) => ({
    id: `tags.${id}`,
    title: `Weights: ${title}`,
    group: 'Tags',
    run: () => {
      const { minimumMass, commentsShare } = modifiersOf(scheme.value)
      change(modify(publishedDraft, { weights: weigh(words.value), minimumMass, commentsShare }))
    },
  }))
  useCommands([...kinds, ...weights])
}

import type { ChannelArgument } from '@shared/contract/channels'
import type { Scale } from '@shared/domain/plane'
import { ref } from 'vue'
import { call } from '../api/client'
import { useFilterStore } from '../api/stores/filter-store'
import { useSelectionStore } from '../api/stores/selection-store'
import { useSettingsStore } from '../api/stores/settings-store'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

type ExportArgument = ChannelArgument<'labels.export'>
export type LabelContent = NonNullable<ExportArgument['content']>
export type LabelFormat = ExportArgument['format']

/** What a file of labels may hold. */
export const labelContents: readonly { readonly value: LabelContent; readonly title: string; readonly about: string }[] = [
  { value: 'table', title: 'current labels', about: 'One row a track, with the label that counts.' },
  {
    value: 'current',
    title: 'current labels with excerpts',
    about: `An archive of the present labels of every source, their excerpts and the active label version, with who, when and why. It can be
      imported again.`,
  },
  {
    value: 'all',
    title: 'all versions',
    about: 'An archive of all label versions and of everything that was ever labelled. It imports again to the same state.',
  },
]

export const labelFormats: readonly { readonly value: LabelFormat; readonly title: string }[] = [
  { value: 'csv', title: 'CSV' },
  { value: 'json', title: 'JSON' },
  { value: 'parquet', title: 'Parquet' },
]

/** Choices of the dialog that exports labels, and the writing. @param close called when the file is written */
export function useLabelExport(close: () => void) {
  const selection = useSelectionStore()
  const filter = useFilterStore()
  const settings = useSettingsStore()
  const { guard } = useErrors()
  const { show } = useToasts()
  const content = ref<LabelContent>('table')
  const format = ref<LabelFormat>('csv')
  const scale = ref<Scale | null>(settings.scale)
  const which = ref<'all' | 'filter' | 'selected'>('all')
  const isBusy = ref(false)

  function reset(): void {
    scale.value = settings.scale
    which.value = selection.count > 0 ? 'selected' : 'all'
  }

  function argumentFor(path: string): ExportArgument {
    const tracks = { all: undefined, filter: filter.filter, selected: { trackIds: [...selection.selectedTrackIds] } }[which.value]
    const common = { path, format: format.value, ...(tracks && { filter: tracks }) }
    // An archive holds coordinates as the library does, so that none of their digits is lost.
    if (content.value !== 'table') return { ...common, content: content.value, scale: '-1-1' }
    return { ...common, scale: scale.value ?? settings.scale }
  }

  async function write(): Promise<void> {
    const path = await guard(() =>
      call('app.chooseSave', {
        title: 'Export labels',
        defaultName: `${content.value === 'table' ? 'labels' : 'label-archive'}.${format.value}`,
        filters: [{ name: format.value.toUpperCase(), extensions: [format.value] }],
      }),
    )
    if (!path) return
    isBusy.value = true
    const written = await guard(() => call('labels.export', argumentFor(path)))
    isBusy.value = false
    if (!written) return
    close()
    show(`${countOf(written.labels, 'label')} written to ${written.path}.`, {
      title: 'Show',
      run: () => void guard(() => call('app.showInFolder', { path: written.path })),
    })
  }

  return { selection, content, format, scale, which, isBusy, reset, write }
}

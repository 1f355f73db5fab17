import type { ChannelArgument } from '@shared/contract/channels'
import { type ExportedArchive, exportedArchiveSchema } from '@shared/contract/label-archive'
import type { ArchiveContent, ArchiveFormat } from '@shared/domain/archive-columns'
import type { Scale } from '@shared/domain/plane'
import { ref } from 'vue'
import { call } from '../api/client'
import { useFilterStore } from '../api/stores/filter-store'
import { useSelectionStore } from '../api/stores/selection-store'
import { useSettingsStore } from '../api/stores/settings-store'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { useAwaitedJob } from '../api/use-awaited-job'

type TrackChoice = Pick<ChannelArgument<'labels.export'>, 'filter'>
export type LabelContent = 'table' | ArchiveContent

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

export const labelFormats: readonly { readonly value: ArchiveFormat; readonly title: string }[] = [
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
  const { job, valueOf } = useAwaitedJob()
  const content = ref<LabelContent>('table')
  const format = ref<ArchiveFormat>('csv')
  const scale = ref<Scale | null>(settings.scale)
  const which = ref<'all' | 'filter' | 'selected'>('all')
  const isBusy = ref(false)

  function reset(): void {
    scale.value = settings.scale
    which.value = selection.count > 0 ? 'selected' : 'all'
  }

  function trackChoice(): TrackChoice {
    const tracks = { all: undefined, filter: filter.filter, selected: { trackIds: [...selection.selectedTrackIds] } }[which.value]
    return tracks ? { filter: tracks } : {}
  }

  /** Null where the user cancels. */
  async function writeTo(path: string): Promise<ExportedArchive | null> {
    const common = { path, format: format.value, ...trackChoice() }
    if (content.value === 'table') return call('labels.export', { ...common, scale: scale.value ?? settings.scale })
    return valueOf(await call('labels.archive.export', { ...common, content: content.value }), exportedArchiveSchema)
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
    const written = await guard(() => writeTo(path))
    isBusy.value = false
    if (!written) return
    close()
    show(`${countOf(written.labels, 'label')} written to ${written.path}.`, {
      title: 'Show',
      run: () => void guard(() => call('app.showInFolder', { path: written.path })),
    })
  }

  return { selection, content, format, scale, which, isBusy, job, reset, write }
}

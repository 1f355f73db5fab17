import { useRouter } from 'vue-router'
import { call } from '../api/client'
import { onAppEvent } from '../api/events'
import { useLibraryStore } from '../api/stores/library-store'
import { useDialogs, type LibraryDialog } from '../library/use-dialogs'
import { useLibraryActions } from '../library/use-library-actions'
import { useCommandList, useCommands, type Command } from '../ui/use-commands'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { useUndo } from './use-undo'
import { views } from './views'

const dialogCommands: readonly { id: string; title: string; group: string; dialog: LibraryDialog }[] = [
  { id: 'import.audio', title: 'Import audio folders…', group: 'Import', dialog: 'import-audio' },
  { id: 'import.tags', title: 'Import tags…', group: 'Import', dialog: 'import-tags' },
  { id: 'import.lyrics', title: 'Import lyrics…', group: 'Import', dialog: 'import-lyrics' },
  { id: 'import.comments', title: 'Import comments…', group: 'Import', dialog: 'import-comments' },
  { id: 'import.labels', title: 'Import labels…', group: 'Import', dialog: 'import-labels' },
  { id: 'labels.merge', title: 'Merge labels of another library…', group: 'Import', dialog: 'merge-labels' },
  { id: 'labels.export', title: 'Export labels…', group: 'Export', dialog: 'export-labels' },
  { id: 'tracks.findMissing', title: 'Find missing files…', group: 'Library', dialog: 'find-missing' },
  { id: 'library.check', title: 'Check library', group: 'Library', dialog: 'check' },
]

function useViewCommands(): Command[] {
  const router = useRouter()
  const library = useLibraryStore()
  return views.map((view) => ({
    id: `view.${view.name}`,
    title: `Go to ${view.title}`,
    group: 'View',
    enabled: () => library.isOpen || view.name === 'settings',
    run: async () => void (await router.push({ name: view.name })),
  }))
}

function useLibraryCommands(): Command[] {
  const library = useLibraryStore()
  const actions = useLibraryActions()
  const dialogs = useDialogs()
  const enabled = (): boolean => library.isOpen
  return [
    { id: 'library.open', title: 'Open library…', group: 'Library', run: actions.chooseAndOpen },
    { id: 'library.create', title: 'New library…', group: 'Library', run: actions.chooseAndCreate },
    { id: 'library.sample', title: 'Make the sample library…', group: 'Library', run: actions.createSample },
    { id: 'library.close', title: 'Close library', group: 'Library', enabled, run: actions.close },
    ...dialogCommands.map(({ dialog, ...command }): Command => ({ ...command, enabled, run: () => dialogs.show(dialog) })),
  ]
}

/** Names under which the menu knows commands of ours. */
const menuNames: Readonly<Record<string, string>> = { 'help.keys': 'palette.open', 'help.about': 'view.settings' }

/** The window's own commands, their keys, and the menu's commands, which arrive as events. */
export function useAppCommands(options: { openPalette: () => void; focusSearch: () => void }): ReturnType<typeof useUndo> {
  const { guard } = useErrors()
  const { show } = useToasts()
  const undo = useUndo()
  const { run } = useCommandList()

  async function copyDiagnostics(): Promise<void> {
    await guard(async () => {
      await call('app.copyText', { text: await call('app.diagnostics', null) })
      show('Diagnostics are on the clipboard.')
    })
  }

  useCommands([
    ...useViewCommands(),
    ...useLibraryCommands(),
    { id: 'edit.undo', title: 'Undo', group: 'Edit', enabled: () => undo.state.value.undo !== null, run: undo.undo },
    { id: 'edit.redo', title: 'Redo', group: 'Edit', enabled: () => undo.state.value.redo !== null, run: undo.redo },
    { id: 'search.focus', title: 'Search tracks', group: 'Library', enabled: () => useLibraryStore().isOpen, run: options.focusSearch },
    { id: 'palette.open', title: 'Show all commands', group: 'View', run: options.openPalette },
    { id: 'help.diagnostics', title: 'Copy diagnostics', group: 'Help', run: copyDiagnostics },
  ])

  onAppEvent('command', ({ command }) => {
    if (command === 'edit.undo') undo.fromMenu('undo')
    else if (command === 'edit.redo') undo.fromMenu('redo')
    else run(menuNames[command] ?? command)
  })
  return undo
}

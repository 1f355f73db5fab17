import { readonly, ref } from 'vue'

/** Dialogs that any view may open; they stand in LibraryDialogs.vue. */
export type LibraryDialog =
  | 'import-audio'
  | 'import-tags'
  | 'import-lyrics'
  | 'import-comments'
  | 'import-labels'
  | 'merge-labels'
  | 'export-labels'
  | 'find-missing'
  | 'check'

const open = ref<LibraryDialog | null>(null)
/** Folders that were dropped on the window, waiting in the audio dialog. */
const folders = ref<string[]>([])

/** Which dialog of the library is open. */
export function useDialogs() {
  function show(dialog: LibraryDialog, droppedFolders: readonly string[] = []): void {
    folders.value = [...droppedFolders]
    open.value = dialog
  }
  function hide(): void {
    open.value = null
  }
  return { open: readonly(open), folders, show, hide }
}

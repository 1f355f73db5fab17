import { shallowReadonly } from 'vue'
import { libraryRef } from '../api/library-change'

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

const open = libraryRef<LibraryDialog | null>(null)
/** Folders that were dropped on the window, waiting in the audio dialog. */
const folders = libraryRef<string[]>([])

/** Which dialog of the library is open. */
export function useDialogs() {
  function show(dialog: LibraryDialog, droppedFolders: readonly string[] = []): void {
    folders.value = [...droppedFolders]
    open.value = dialog
  }
  function hide(): void {
    open.value = null
  }
  return { open: shallowReadonly(open), folders, show, hide }
}

import { useEventListener } from '@vueuse/core'
import { ref } from 'vue'
import { pathOfFile } from '../api/client'
import { useLibraryStore } from '../api/stores/library-store'
import { useDialogs } from '../library/use-dialogs'
import { useLibraryActions } from '../library/use-library-actions'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** The paths of everything that was dropped. */
function droppedPaths(event: DragEvent): string[] {
  return [...(event.dataTransfer?.files ?? [])].map(pathOfFile).filter(Boolean)
}

/** A library dropped on the window opens; folders of music go to the import dialog. Inner drop areas come first. */
export function useFolderDrop() {
  const isOver = ref(false)
  const library = useLibraryStore()
  const actions = useLibraryActions()
  const dialogs = useDialogs()

  useEventListener(window, 'dragover', (event: DragEvent) => {
    const handledInside = event.defaultPrevented
    event.preventDefault()
    isOver.value = hasFiles(event) && !handledInside
  })
  useEventListener(window, 'dragleave', (event: DragEvent) => {
    if (event.relatedTarget === null) isOver.value = false
  })
  useEventListener(window, 'drop', (event: DragEvent) => {
    isOver.value = false
    if (event.defaultPrevented) return
    event.preventDefault()
    const paths = droppedPaths(event)
    const libraryPath = paths.find((path) => path.endsWith('.circumplex'))
    if (libraryPath) void actions.open(libraryPath)
    else if (paths.length > 0 && library.isOpen) dialogs.show('import-audio', paths)
  })
  return { isOver }
}

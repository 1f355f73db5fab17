import { ref } from 'vue'
import { call, pathOfFile } from '../api/client'
import { useErrors } from '../ui/use-errors'

const audioExtensions = ['mp3', 'flac', 'ogg', 'oga', 'opus', 'wav', 'aif', 'aiff', 'm4a', 'aac']

/** Files and folders that wait to be predicted. */
export function useFileChoice() {
  const { guard } = useErrors()
  const paths = ref<readonly string[]>([])
  const isOver = ref(false)

  function add(more: readonly string[]): void {
    paths.value = [...new Set([...paths.value, ...more])]
  }

  function remove(path: string): void {
    paths.value = paths.value.filter((other) => other !== path)
  }

  async function chooseFolder(): Promise<void> {
    const folder = await guard(() => call('app.chooseFolder', { title: 'Choose a folder of music to predict', create: false }))
    if (folder) add([folder])
  }

  async function chooseFile(): Promise<void> {
    const file = await guard(() => call('app.chooseFile', { title: 'Choose a file to predict', filters: [{ name: 'Audio', extensions: audioExtensions }] }))
    if (file) add([file])
  }

  /** The window's own drop handler leaves alone what was handled here. */
  function over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    isOver.value = true
  }

  function drop(event: DragEvent): void {
    event.preventDefault()
    isOver.value = false
    add([...(event.dataTransfer?.files ?? [])].map(pathOfFile).filter(Boolean))
  }

  return { paths, isOver, add, remove, clear: () => (paths.value = []), chooseFolder, chooseFile, over, drop, leave: () => (isOver.value = false) }
}

export type FileChoice = ReturnType<typeof useFileChoice>

import { ref } from 'vue'
import { call } from '../api/client'
import { savePending } from '../api/pending-changes'
import { useJobsStore } from '../api/stores/jobs-store'
import { useLibraryStore } from '../api/stores/library-store'
import { useErrors } from '../ui/use-errors'

const extension = '.circumplex'
const sampleJobId = ref<string | null>(null)
const isBusy = ref(false)

/** A library's path with its extension. */
export function withLibraryExtension(path: string): string {
  return path.endsWith(extension) ? path : `${path}${extension}`
}

/** Opening, creating and closing libraries, with the questions that belong to it. */
export function useLibraryActions() {
  const library = useLibraryStore()
  const jobs = useJobsStore()
  const { guard } = useErrors()

  async function busyWith(work: () => Promise<void>): Promise<void> {
    isBusy.value = true
    await guard(work)
    isBusy.value = false
  }

  const open = (path: string): Promise<void> => busyWith(() => library.open(path))

  async function chooseAndOpen(): Promise<void> {
    const path = await guard(() => call('app.chooseFolder', { title: 'Open a library (a folder that ends in .circumplex)', create: false }))
    if (path) await open(path)
  }

  async function chooseAndCreate(): Promise<void> {
    const path = await guard(() =>
      call('app.chooseSave', { title: 'Where shall the new library be kept?', defaultName: `Music${extension}`, filters: [] }),
    )
    if (!path) return
    await busyWith(() => library.create(withLibraryExtension(path)))
  }

  async function createSample(): Promise<void> {
    const chosen = await guard(() =>
      call('app.chooseSave', { title: 'Where shall the sample library be kept?', defaultName: `Sample${extension}`, filters: [] }),
    )
    if (!chosen) return
    const path = withLibraryExtension(chosen)
    await guard(async () => {
      await savePending()
      const { jobId } = await call('library.sample', { path })
      sampleJobId.value = jobId
      const job = await jobs.whenFinished(jobId)
      sampleJobId.value = null
      await library.refresh()
      if (job.state === 'done' && !library.isOpen) await library.open(path)
    })
    sampleJobId.value = null
  }

  const fillWithSample = (): Promise<unknown> => guard(() => call('library.sample', { path: null }))
  const close = (): Promise<void> => busyWith(() => library.close())

  return { isBusy, sampleJobId, open, chooseAndOpen, chooseAndCreate, createSample, fillWithSample, close }
}

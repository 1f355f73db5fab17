import { type StudyRow, type StudySettings, studySettingsSchema } from '@shared/contract/study'
import { refDebounced } from '@vueuse/core'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { onAppEvent, onChanged } from '../api/events'
import { useJobsStore } from '../api/stores/jobs-store'
import { useLibraryStore } from '../api/stores/library-store'
import { useErrors } from '../ui/use-errors'
import { scaledDown } from './study-words'

/** From so many labelled tracks on, the study's own numbers are offered first. */
const largeLibrary = 2000

/** The study in one action: its settings, where it stands, and the job that goes on with it. */
export function useStudy(open: Ref<boolean>) {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const library = useLibraryStore()
  const published = studySettingsSchema.parse({})
  const labelled = computed(() => library.info?.labelled ?? 0)
  const settings = shallowRef<StudySettings>(published)
  const settled = refDebounced(settings, 250)
  const rows = shallowRef<readonly StudyRow[]>([])
  const job = computed(() => jobs.running.find(({ kind }) => kind === 'study') ?? null)
  const begun = computed(() => rows.value.some(({ datasetId }) => datasetId !== null))
  const whyNot = computed(() => {
    if (job.value) return 'The study is going on'
    if (settings.value.forms.length === 0) return 'Choose sound, as published or both'
    return settings.value.name.trim() === '' ? 'Give the study a name' : null
  })

  async function refresh(): Promise<void> {
    const parsed = studySettingsSchema.safeParse(settings.value)
    if (!open.value || !parsed.success) return
    rows.value = await call('study.results', parsed.data)
  }
  const look = (): void => void guard(refresh)

  function change(part: Partial<StudySettings>): void {
    settings.value = { ...settings.value, ...part }
  }

  function toggleForm(form: StudyRow['form']): void {
    const { forms } = settings.value
    change({ forms: forms.includes(form) ? forms.filter((other) => other !== form) : [...forms, form] })
  }

  async function start(): Promise<void> {
    if (whyNot.value) return
    await guard(async () => {
      await call('study.start', settings.value)
      await refresh()
    })
  }

  watch(open, (isOpen) => {
    if (!isOpen) return
    if (settings.value === published && labelled.value < largeLibrary) change(scaledDown(labelled.value))
    look()
  })
  watch(settled, look)
  watch(job, look)
  onChanged(['runs', 'datasets', 'library'], look)
  onAppEvent('run', look)

  return {
    settings, rows, job, begun, whyNot, change, toggleForm, start,
    usePublished: () => change({ ...published }), useScaledDown: () => change(scaledDown(labelled.value)),
  }
}

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

/** The runs of a study with their states, kept up to date while it goes on. */
function useStudyRows(open: Ref<boolean>, settings: Ref<StudySettings>) {
  const { guard } = useErrors()
  const rows = shallowRef<readonly StudyRow[]>([])

  async function refresh(): Promise<void> {
    const asked = settings.value
    const parsed = studySettingsSchema.safeParse(asked)
    if (!open.value || !parsed.success) return
    const found = await call('study.results', parsed.data)
    if (settings.value === asked) rows.value = found
  }
  const look = (): void => void guard(refresh)

  watch(refDebounced(settings, 250), look)
  onChanged(['runs', 'datasets', 'library'], look)
  onAppEvent('run', look)
  onAppEvent('epoch', ({ runId, epoch }) => {
    rows.value = rows.value.map((row) => (row.runId === runId ? { ...row, epochsDone: epoch.epoch } : row))
  })
  return { rows, refresh, look }
}

/** The settings of a study: the study's own numbers, those of a study begun before, or numbers that fit the library. */
function useStudySettings() {
  const library = useLibraryStore()
  const published = studySettingsSchema.parse({})
  const settings = shallowRef<StudySettings>(published)
  const labelled = computed(() => library.info?.labelled ?? 0)

  function change(part: Partial<StudySettings>): void {
    settings.value = { ...settings.value, ...part }
  }

  function toggleForm(form: StudyRow['form']): void {
    const { forms } = settings.value
    change({ forms: forms.includes(form) ? forms.filter((other) => other !== form) : [...forms, form] })
  }

  /** Offers the study that was begun last, else numbers that fit the library. */
  async function propose(): Promise<void> {
    if (settings.value !== published) return
    const earlier = await call('study.begun', null)
    if (earlier) change(earlier)
    else if (labelled.value < largeLibrary) change(scaledDown(labelled.value))
  }

  return {
    settings,
    change,
    toggleForm,
    propose,
    usePublished: () =>
      change({ epochs: published.epochs, perQuadrant: published.perQuadrant, vectorSize: published.vectorSize, name: published.name }),
    useScaledDown: () => change(scaledDown(labelled.value)),
  }
}

/** The study in one action: its settings, the states of its runs, and the job that continues it. */
export function useStudy(open: Ref<boolean>) {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const { settings, propose, ...changes } = useStudySettings()
  const { rows, refresh, look } = useStudyRows(open, settings)
  const job = computed(() => jobs.running.find(({ kind }) => kind === 'study') ?? null)
  const begun = computed(() => rows.value.some(({ datasetId }) => datasetId !== null))
  const isComplete = computed(() => rows.value.length > 0 && rows.value.every(({ state }) => state === 'done' || state === 'not-possible'))
  const whyNot = computed(() => {
    if (job.value) return 'The study is going on'
    if (settings.value.forms.length === 0) return 'Choose sound, as published or both'
    if (settings.value.name.trim() === '') return 'Give the study a name'
    return isComplete.value ? 'Every run that is possible is done' : null
  })

  async function start(): Promise<void> {
    if (whyNot.value) return
    await guard(async () => {
      await call('study.start', settings.value)
      await refresh()
    })
  }

  watch(open, async (isOpen) => {
    if (!isOpen) return
    await guard(propose)
    look()
  })
  watch(job, look)

  return { settings, rows, job, begun, whyNot, start, ...changes }
}

import { mdiChartScatterPlot, mdiCog, mdiCreation, mdiMusicBoxMultiple, mdiSchool, mdiTagMultiple, mdiTargetAccount } from '@mdi/js'
import type { Component } from 'vue'

export interface View {
  readonly name: string
  readonly title: string
  readonly icon: string
  readonly load: () => Promise<Component | { default: Component }>
}

/** The seven views in the order of the rail; the first has the key Mod+1. */
export const views: readonly View[] = [
  { name: 'library', title: 'Library', icon: mdiMusicBoxMultiple, load: () => import('../library/LibraryView.vue') },
  { name: 'annotate', title: 'Annotate', icon: mdiTargetAccount, load: () => import('../annotate/AnnotateView.vue') },
  { name: 'tags', title: 'Tags', icon: mdiTagMultiple, load: () => import('../tags/TagsView.vue') },
  { name: 'train', title: 'Train', icon: mdiSchool, load: () => import('../training/TrainView.vue') },
  { name: 'results', title: 'Results', icon: mdiChartScatterPlot, load: () => import('../results/ResultsView.vue') },
  { name: 'predict', title: 'Predict', icon: mdiCreation, load: () => import('../prediction/PredictView.vue') },
  { name: 'settings', title: 'Settings', icon: mdiCog, load: () => import('../settings/SettingsView.vue') },
]

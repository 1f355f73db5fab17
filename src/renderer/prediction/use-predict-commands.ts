import { type Command, useCommands } from '../ui/use-commands'

interface Predicting {
  readonly hasModels: () => boolean
  /** Tracks of the library, and how many of them are selected in Library. */
  readonly tracks: () => number
  readonly selectedTracks: () => number
  readonly canStart: () => boolean
  readonly isRunning: () => boolean
  readonly hasRows: () => boolean
  readonly hasSelection: () => boolean
  readonly run: Readonly<Record<'library' | 'selected' | 'folder' | 'start' | 'cancel' | 'export' | 'addModel' | 'clear', Command['run']>>
}

/** Puts what can be done in Predict into the palette. */
export function usePredictCommands(state: Predicting): void {
  const command = (name: keyof Predicting['run'], title: string, enabled: () => boolean = () => true): Command => ({
    id: `predict.${name}`,
    title,
    group: 'Predict',
    enabled,
    run: state.run[name],
  })
  useCommands([
    command('library', 'Predict the tracks of the library', () => state.hasModels() && state.tracks() > 0),
    command('selected', 'Predict the selected tracks', () => state.hasModels() && state.selectedTracks() > 0),
    command('folder', 'Choose a folder to predict…', state.hasModels),
    command('start', 'Start predicting', state.canStart),
    command('cancel', 'Cancel the prediction', state.isRunning),
    command('export', 'Export predictions…', state.hasRows),
    command('addModel', 'Add a model file…'),
    command('clear', 'Clear the selection of predictions', state.hasSelection),
  ])
}

import type { TrainingSettings } from '@shared/contract/training-settings'
import { anyDevice, type OfferedDevice } from '@shared/domain/device'
import { describeComputer, type DeviceChoice } from '@shared/domain/device-choice'
import { deviceDetails } from '../ui/device-words'

/** A number among the settings, with what it does in one line. */
export interface NumberField {
  readonly key:
    | 'epochs'
    | 'batchSize'
    | 'learningRate'
    | 'dropAfterEpoch'
    | 'weightDecay'
    | 'patience'
    | 'seed'
    | 'filters'
    | 'hiddenUnits'
    | 'dropout'
    | 'folds'
  readonly label: string
  readonly explanation: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly precision: number
  /** Shown while it is empty, which stands for null. */
  readonly empty?: string
}

export const mainFields: readonly NumberField[] = [
  {
    key: 'epochs',
    label: 'Epochs',
    explanation: 'How often the training tracks are gone through. The study: 2,000.',
    min: 1,
    max: 100_000,
    step: 10,
    precision: 0,
  },
  {
    key: 'seed',
    label: 'Seed',
    explanation: 'The same seed gives the same weights with the same engine and device; with others they come to differ a little.',
    min: -2_147_483_648,
    max: 2_147_483_647,
    step: 1,
    precision: 0,
  },
  {
    key: 'folds',
    label: 'Folds',
    explanation: '0 uses the split of the dataset; 5 trains five times and predicts every track out of its fold.',
    min: 0,
    max: 20,
    step: 1,
    precision: 0,
  },
  {
    key: 'patience',
    label: 'Patience',
    explanation:
      'Stops when validation has not improved for so many epochs. Empty: never. With folds, each holds back a tenth of its training.',
    min: 1,
    max: 100_000,
    step: 1,
    precision: 0,
    empty: 'never',
  },
]

export const optimiserFields: readonly NumberField[] = [
  {
    key: 'learningRate',
    label: 'Learning rate',
    explanation: 'Step size. The study: 0.01.',
    min: 0.000001,
    max: 10,
    step: 0.005,
    precision: 4,
  },
  {
    key: 'dropAfterEpoch',
    label: 'Drop after epoch',
    explanation: 'The learning rate is divided by ten after this epoch. Empty: after half of the epochs, as in the study.',
    min: 1,
    max: 100_000,
    step: 10,
    precision: 0,
    empty: 'half of them',
  },
  {
    key: 'weightDecay',
    label: 'Weight decay (L2)',
    explanation: 'Pulls weights towards zero. The study: 0.01.',
    min: 0,
    max: 1,
    step: 0.005,
    precision: 4,
  },
  { key: 'batchSize', label: 'Batch size', explanation: 'Tracks in one step. The study: 64.', min: 2, max: 1024, step: 8, precision: 0 },
]

export const networkFields: readonly NumberField[] = [
  { key: 'filters', label: 'Filters', explanation: 'Filters of each convolution. The study: 16.', min: 1, max: 512, step: 8, precision: 0 },
]

/** Settings of the layers after the branches. */
const headFields: readonly NumberField[] = [
  {
    key: 'hiddenUnits',
    label: 'Hidden units',
    explanation: 'Units of the linear layer before the output. The study: 64.',
    min: 1,
    max: 4096,
    step: 16,
    precision: 0,
  },
  {
    key: 'dropout',
    label: 'Dropout',
    explanation: 'Share of numbers left out before each linear layer while training. The study: 0.5.',
    min: 0,
    max: 0.95,
    step: 0.1,
    precision: 2,
  },
]

/** Fields of the head; a network behind a backbone does without hidden units where there are none. */
export function headFieldsOf({ modality }: Pick<TrainingSettings, 'modality'>): readonly NumberField[] {
  if (modality !== 'backbone') return headFields
  const explanation = 'Units of the linear layer before the output. 0: none, the output is linear in what the backbone gives.'
  return headFields.map((field) => (field.key === 'hiddenUnits' ? { ...field, min: 0, explanation } : field))
}

interface Choice<Value> {
  readonly value: Value
  readonly title: string
  readonly subtitle: string
}

export const optimiserChoices: readonly Choice<TrainingSettings['optimiser']>[] = [
  { value: 'sgd', title: 'SGD', subtitle: 'the gradient as it is, as in the study' },
  { value: 'adam', title: 'Adam', subtitle: 'each weight at a pace of its own; with decoupled weight decay' },
]

export const normalisationChoices: readonly Choice<TrainingSettings['normalisation']>[] = [
  { value: 'global', title: 'One mean and deviation', subtitle: 'of all training MFCC, as the study’s code' },
  { value: 'coefficient', title: 'Per coefficient', subtitle: 'a mean and deviation of the training set for each of the 20' },
  { value: 'excerpt', title: 'Per excerpt (CMVN)', subtitle: 'as the study’s text; it erases loudness, a cue to arousal' },
]

export const engineChoices: readonly Choice<TrainingSettings['engine']>[] = [
  { value: 'auto', title: 'The faster one', subtitle: 'found by a few steps, among the engines and their devices' },
  { value: 'tensorflow', title: 'TensorFlow', subtitle: 'processor; a GPU with its CUDA build' },
  { value: 'onnx', title: 'ONNX Runtime', subtitle: 'processor or any GPU; the same steps, written as one graph' },
]

/** What an engine can compute on: the fastest, or one of its devices, with what is known of each. */
export function deviceChoices(
  offered: readonly OfferedDevice[],
  engine: TrainingSettings['engine'],
  remembered: DeviceChoice | null = null,
): Choice<TrainingSettings['device']>[] {
  const fit = offered.filter(({ engines }) => engine === 'auto' || engines.includes(engine))
  const [quickest] = remembered?.compared ?? []
  return [
    {
      value: anyDevice,
      title: 'Automatic',
      subtitle: quickest ? `last time: ${describeComputer(quickest)}` : 'the fastest, found by a few steps; never one computed by software',
    },
    ...fit.map((device) => ({ value: device.id, title: device.name, subtitle: deviceDetails(device) })),
  ]
}

export const targetScaleChoices: readonly Choice<TrainingSettings['targetScale']>[] = [
  { value: '-1-1', title: '−1…1', subtitle: 'the plane as the program keeps it' },
  { value: '0-1', title: '0…1, as published', subtitle: 'the study’s labels; predictions are shown on your scale' },
]

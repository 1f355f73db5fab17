import type { TrainingSettings } from '@shared/contract/training-settings'

/** What a user wants to train with; both may be `auto`. */
export type EngineWish = Pick<TrainingSettings, 'engine' | 'device'>

import { describe, expect, it } from 'vitest'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import type { Network } from '@shared/domain/network'
import { recommendedSettingsFor } from '@shared/domain/recommended-settings'
import { checkTrainable } from '@shared/domain/trainable'

const augmentation = { gainDecibels: 6, shiftSeconds: 0, maskShare: 0 }
const check = (part: object) => () => checkTrainable(trainingSettingsSchema.parse({ augmentation, ...part }))
const own = (frozen: boolean): Network => ({
  name: 'own',
  branches: [{ modality: 'audio', frozen, layers: [] }],
  head: [{ type: 'linear', units: 2 }],
})

describe('augmentation', () => {
  it.each([{}, { modality: 'audio-lyrics', fusion: { frozen: false } }, { modality: 'lyrics', network: own(false) }])(
    'goes with a branch of audio that is trained: %o',
    (part) => expect(check(part)).not.toThrow(),
  )

  it.each([
    { modality: 'lyrics' },
    { modality: 'audio-lyrics' },
    { modality: 'audio-comments', fusion: { frozen: true } },
    { ...recommendedSettingsFor('audio'), augmentation },
    { network: own(true) },
  ])('is refused where none is, before anything is made: %o', (part) => expect(check(part)).toThrow('this network trains none'))
})

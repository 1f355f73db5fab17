import { trainedInWords } from '@shared/domain/epochs-done'
import { describeExcerptRule } from '@shared/domain/excerpt-rule'
import { coefficientCount, sampleRate, windowSamples } from '@shared/domain/feature-constants'
import { labelSources, sourceDescriptors } from '@shared/domain/label'
import { leakInWords, splitInWords } from '@shared/domain/leak'
import { readsAudioFiles } from '@shared/domain/network'
import { crossValidationNotes } from '@shared/domain/cross-validation'
import packageJson from '../../../../package.json'
import type { ChosenRun } from './chosen-run'

/** How a run came about, in sentences that a methods section can take over. */
export function methodsOf(chosen: ChosenRun): string {
  return [...dataSentences(chosen), ...featureSentences(chosen), ...trainingSentences(chosen)].join(' ')
}

function dataSentences({ run, dataset, sources }: ChosenRun): string[] {
  const { train, validation, test } = dataset.tracks
  const bySource = labelSources.flatMap((source) => {
    const count = sources.get(source) ?? 0
    return count === 0 ? [] : [`${count} ${sourceDescriptors[source].phrase}`]
  })
  const { folds } = run.settings
  const measured =
    folds > 1
      ? `Performance was estimated by ${folds}-fold cross-validation (folds by ${dataset.settings.groupBy}); every track was predicted ` +
        'once, by the network that had not learnt from it.'
      : `They were split into ${train} for training, ${validation} for validation and ${test} for testing ` +
        `(${splitInWords(dataset.settings)}, seed ${dataset.settings.seed}).`
  const leak = run.leak && run.leak.leaked > 0 ? [`Of this split, ${leakInWords(run.leak)}.`] : []
  return [
    `The dataset “${dataset.name}” (SHA-256 ${dataset.digest.slice(0, 16)}…) holds ${train + validation + test} tracks with labels of ` +
      `valence and arousal on −1…1: ${bySource.join(', ')}.`,
    measured,
    ...leak,
  ]
}

/** What a run reads, and its licence, where that is a model from elsewhere. */
function featureSentences({ run, dataset, words, backbone }: ChosenRun): string[] {
  const readsMfcc = run.network.branches.some(({ modality }) => modality === 'audio')
  const read = [
    ...(readsMfcc ? [`${coefficientCount} mel-frequency cepstral coefficients in windows of ${windowSamples} samples`] : []),
    ...(backbone
      ? [`the output of the pretrained model “${backbone.name}” (SHA-256 ${backbone.digest.slice(0, 16)}…, ${backbone.card.licence})`]
      : []),
  ]
  const audio = readsAudioFiles(run.network)
    ? [
        `Audio was mixed to mono and resampled to ${sampleRate.toLocaleString('en')} Hz; of excerpts of ` +
          `${describeExcerptRule(dataset.settings.excerptRule)}, ` +
          `the network read ${read.join(' and ')}.`,
      ]
    : []
  const text = words ? [`Texts were cleaned, stemmed and read as sequences of up to 500 tokens with the word vectors “${words.name}”.`] : []
  return [...audio, ...text]
}

function trainingSentences({ run }: ChosenRun): string[] {
  const { settings, network, parameters, crossValidation } = run
  const { batchSize, learningRate, weightDecay, dropAfterEpoch, seed, patience } = settings
  const drop = dropAfterEpoch === null ? 'after half of the epochs' : `after epoch ${dropAfterEpoch}`
  const stop = patience === null ? [] : [`Training stopped when the validation loss had not improved for ${patience} epochs.`]
  const notes = crossValidation ? crossValidationNotes(crossValidation).map((note) => `${note}.`) : []
  return [
    `The network “${network.name}” (${parameters.toLocaleString('en')} trained parameters) was trained for ${trainedInWords(run)} ` +
      `on the mean squared error, with batches of ${batchSize}, a learning rate of ${learningRate} divided by ten ${drop}, ` +
      `and a weight decay of ${weightDecay}; seed ${seed}.`,
    ...stop,
    ...notes,
    `It was computed by ${engineInWords(run.engine)} on ${run.device === '' ? 'a device that was not recorded' : run.device}.`,
  ]
}

/** An engine with the version of its package in this program. */
export function engineInWords(engine: string): string {
  const { dependencies } = packageJson
  return engine === 'onnx' ? `ONNX Runtime ${dependencies['onnxruntime-node']}` : `TensorFlow.js ${dependencies['@tensorflow/tfjs-node']}`
}

/** What wrote the report. */
export const programInWords = (): string => `Circumplex ${packageJson.version}`

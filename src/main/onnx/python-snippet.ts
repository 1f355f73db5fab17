import { keepsEverySecond } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { sampleRate } from '@shared/domain/feature-constants'
import { type ModelProperties, ruleOfModel } from './model-properties'

/**
 * A program in Python that decodes a file to what a model's `waveform` expects and predicts it: the same downmix, excerpt and order of
 * steps as ours, with another resampler.
 * @param properties of a model that reads audio alone
 * @param fileName of the model
 * @returns lines; they need numpy, onnxruntime, soundfile and soxr
 */
export function pythonSnippet(properties: ModelProperties, fileName: string): string[] {
  const rule = ruleOfModel(properties)
  const { sourceSamples } = shapeOfRule(rule)
  const segments = Math.ceil(rule.lengthSeconds / rule.segmentSeconds)
  const keptSamples = Math.round(rule.keptSegmentSeconds * sampleRate)
  const kept = keepsEverySecond(rule)
    ? ['waveform = excerpt']
    : [
        `starts = [round(i * ${rule.segmentSeconds} * ${sampleRate}) for i in range(${segments})]`,
        `waveform = np.concatenate([excerpt[s : s + ${keptSamples}] for s in starts])`,
      ]
  return [
    'import math, sys',
    'import numpy as np, onnxruntime, soundfile, soxr',
    '',
    'samples, rate = soundfile.read(sys.argv[1], dtype="float32", always_2d=True)',
    'mono = samples.mean(axis=1)  # the mean of the channels; `ffmpeg -ac 1` to float gives 3 dB more',
    `start = max(0, round((len(mono) / rate - ${rule.lengthSeconds}) / 2 * rate))`,
    `part = soxr.resample(mono[start : start + math.ceil(${rule.lengthSeconds} * rate)], rate, ${sampleRate})`,
    `excerpt = np.resize(part, ${sourceSamples})  # repeats what is shorter`,
    ...kept,
    `session = onnxruntime.InferenceSession("${fileName}")`,
    'print(*session.run(["valence_arousal"], {"waveform": waveform[np.newaxis].astype(np.float32)})[0][0])',
  ]
}

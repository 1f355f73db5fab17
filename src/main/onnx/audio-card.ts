import { levelShiftInWords } from '@shared/domain/level-shift'
import { matchedLoudness } from '@shared/domain/matched-loudness'
import type { ModelProperties } from './model-properties'
import { pythonSnippet } from './python-snippet'

/**
 * Lines of a model card for who feeds the model without us: how a file becomes the waveform, what its level does, and a program that
 * decodes and predicts a file; none for a model without audio.
 * @param fileName of the model
 */
export function audioCard(properties: ModelProperties, fileName: string): string[] {
  const { excerptRule, vocabularies } = properties
  if (!excerptRule) return []
  const program = vocabularies.length > 0 ? [] : ['', '```python', ...pythonSnippet(properties, fileName), '```']
  return [
    '',
    '- Downmix: the mean of the channels, not their sum.',
    `- Resampler: band-limited, to ${excerptRule.sampleRate} Hz (ours: a windowed sinc, flat to 91 % of the narrower band).`,
    `- Level: ${levelText(properties)}`,
    ...program,
  ]
}

function levelText({ excerptRule, levelShift, crossValidation }: ModelProperties): string {
  const asDecoded = 'give samples as decoded, in −1…1'
  if (excerptRule?.level === 'matched') {
    const loudness = String(matchedLoudness).replace('-', '−')
    return `the graph sets every excerpt to ${loudness} LUFS (BS.1770 on its mono mix); ${asDecoded}. A gain of the file changes nothing.`
  }
  const asRecorded = `as recorded: ${asDecoded}, without another gain.`
  if (!levelShift) return `${asRecorded} What a gain of the file does was not measured.`
  const source = crossValidation ? ' of the folds' : ''
  return `${asRecorded} A gain of the file moves predictions: ${levelShiftInWords(levelShift)}${source}.`
}

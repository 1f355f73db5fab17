import type { TryBackbonePayload, TryBackboneResult } from '@shared/contract/workers/backbone'
import { fail, Failure } from '@shared/domain/failure'
import { sampleRate } from '@shared/domain/feature-constants'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { modalityDescriptors } from '@shared/domain/modality'
import { createRandom } from '@shared/domain/random'
import { allFinite } from '../audio/first-beyond'
import { digestFile } from '../files/digest-file'
import { float32Output, type Session } from '../onnx/session'
import { openBackbone } from './open-backbone'

/**
 * Runs a backbone on a made-up signal and on silence, cut by the rule of the study.
 * @returns how many numbers it gives of an excerpt
 * @throws Failure as `openBackbone`; `unsupported` when it gives no vector, or numbers that are not finite
 */
export async function tryBackbone(backbone: TryBackbonePayload): Promise<TryBackboneResult> {
  const digest = await digestFile(backbone.path)
  const session = await openBackbone(backbone)
  try {
    const both = await outputOf(session, [madeUpSignal(), silence()], backbone.name)
    const units = both.length / 2
    if (units < 1 || !Number.isInteger(units)) refuse(backbone.name, `gives ${both.length} numbers of two excerpts`)
    if (!allFinite(both)) {
      const what = allFinite(both.subarray(0, units)) ? 'silence' : 'a tone with noise'
      refuse(backbone.name, `gives numbers of ${what} that are not finite`)
    }
    return { units, digest }
  } finally {
    await session.dispose()
  }
}

async function outputOf(session: Session, signals: readonly Float32Array[], name: string): Promise<Float32Array> {
  const { keptSamples } = shapeOfRule()
  const data = new Float32Array(signals.length * keptSamples)
  signals.forEach((signal, index) => data.set(signal, index * keptSamples))
  try {
    const outputs = await session.run({ waveform: { elementType: 'float32', dims: [signals.length, keptSamples], data } })
    return float32Output(outputs, modalityDescriptors.backbone.graphInput)
  } catch (error) {
    if (error instanceof Failure) throw error
    const reason = error instanceof Error ? error.message : String(error)
    return fail('invalid-argument', `${name} does not run as its card says: ${reason}`, 'Correct the axes and sizes on the card.')
  }
}

/** A tone of 440 Hz with some noise. */
function madeUpSignal(): Float32Array {
  const random = createRandom(1)
  return Float32Array.from(
    { length: shapeOfRule().keptSamples },
    (_, index) => 0.3 * Math.sin((2 * Math.PI * 440 * index) / sampleRate) + 0.05 * random.normal(),
  )
}

function silence(): Float32Array {
  return new Float32Array(shapeOfRule().keptSamples)
}

function refuse(name: string, reason: string): never {
  return fail('unsupported', `${name} ${reason}.`, 'Choose another output or another logarithm on the card, or another backbone.')
}

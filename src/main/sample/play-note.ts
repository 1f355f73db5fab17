import type { Instrument } from './instruments'
import { type Wavetables, wavetableLength } from './wavetable'

/** One sounding voice, in samples and cycles. */
export interface Voice {
  readonly instrument: Instrument
  readonly tables: Wavetables
  readonly hertz: number
  readonly startSample: number
  /** From its start until the release begins. */
  readonly heldSamples: number
  readonly gain: number
  readonly sampleRate: number
}

/** Envelope and pitch are updated once in so many samples. */
const blockLength = 32
const vibratoHertz = 5.5

/**
 * Adds a voice to a track.
 * @param track mono samples, changed in place; what lies beyond its end is not played
 */
export function addVoice(track: Float32Array, voice: Voice): void {
  const { instrument, sampleRate } = voice
  const releaseSamples = Math.ceil(4 * instrument.releaseSeconds * sampleRate)
  const length = Math.min(voice.heldSamples + releaseSamples, track.length - voice.startSample)
  let phase = 0
  let level = 0
  for (let offset = 0; offset < length; offset += blockLength) {
    const blockEnd = Math.min(offset + blockLength, length)
    const target = voice.gain * envelopeAt(instrument, offset + blockLength, voice)
    const dulled = Math.exp(-offset / sampleRate / instrument.dullingSeconds)
    const step = phaseStep(voice, offset)
    phase = addBlock(track, voice, { from: offset, to: blockEnd, phase, step, level, target, bright: dulled })
    level = target
  }
}

interface Block {
  readonly from: number
  readonly to: number
  readonly phase: number
  readonly step: number
  readonly level: number
  readonly target: number
  /** Share of the bright table, 0 … 1. */
  readonly bright: number
}

/** Adds one block of a voice; returns the phase after it. */
function addBlock(track: Float32Array, { tables, startSample }: Voice, block: Block): number {
  const { bright, dull } = tables
  const levelStep = (block.target - block.level) / blockLength
  let { phase, level } = block
  for (let offset = block.from; offset < block.to; offset += 1) {
    const index = Math.floor(phase)
    const share = phase - index
    const dullSample = (dull[index] ?? 0) * (1 - share) + (dull[index + 1] ?? 0) * share
    const brightSample = (bright[index] ?? 0) * (1 - share) + (bright[index + 1] ?? 0) * share
    const at = startSample + offset
    track[at] = (track[at] ?? 0) + level * (dullSample + block.bright * (brightSample - dullSample))
    level += levelStep
    phase += block.step
    if (phase >= wavetableLength) phase -= wavetableLength
  }
  return phase
}

function phaseStep({ instrument, hertz, sampleRate }: Voice, offset: number): number {
  const seconds = offset / sampleRate
  const swell = Math.min(1, seconds / 0.4)
  const cents = instrument.vibratoCents === 0 ? 0 : instrument.vibratoCents * swell * Math.sin(2 * Math.PI * vibratoHertz * seconds)
  return ((hertz * 2 ** (cents / 1200)) / sampleRate) * wavetableLength
}

/** Level of a note `offset` samples after its start: attack, decay, release; 0 … 1. */
function envelopeAt(instrument: Instrument, offset: number, { heldSamples, sampleRate }: Voice): number {
  const seconds = offset / sampleRate
  const heldSeconds = heldSamples / sampleRate
  const attack = Math.min(1, seconds / instrument.attackSeconds)
  const decay = instrument.decaySeconds === undefined ? 1 : Math.exp(-seconds / instrument.decaySeconds)
  const release = seconds > heldSeconds ? Math.exp(-(seconds - heldSeconds) / instrument.releaseSeconds) : 1
  return attack * decay * release
}

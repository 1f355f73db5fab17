/** A stretch of decoded audio. */
export interface AudioBlock {
  /** Samples a second. */
  readonly sampleRate: number
  /** One array a channel, equally long; samples −1…1 (decoders may overshoot a little). */
  readonly channels: readonly Float32Array[]
}

/** Samples of each channel. */
export function blockLength(block: AudioBlock): number {
  return block.channels[0]?.length ?? 0
}

/** The mean of all channels, one sample each; a single channel is returned as it is. */
export function mixDown(block: AudioBlock): Float32Array {
  const [first = new Float32Array(), ...others] = block.channels
  if (others.length === 0) return first
  const scale = 1 / block.channels.length
  const mono = first.slice()
  for (const channel of others) {
    for (let sample = 0; sample < mono.length; sample += 1) mono[sample] = (mono[sample] ?? 0) + (channel[sample] ?? 0)
  }
  for (let sample = 0; sample < mono.length; sample += 1) mono[sample] = (mono[sample] ?? 0) * scale
  return mono
}

/** Puts arrays behind one another. */
export function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

import { type AudioBlock, concatenate } from '@main/audio/audio-block'
import { decodeBlocks } from '@main/audio/decode'

/** All blocks of a file as one. @throws as `decodeBlocks` */
export async function decodeFile(path: string): Promise<AudioBlock> {
  const blocks: AudioBlock[] = []
  for await (const block of decodeBlocks(path)) blocks.push(block)
  const { sampleRate = 0, channels = [] } = blocks[0] ?? {}
  return {
    sampleRate,
    channels: channels.map((_, index) => concatenate(blocks.map((block) => block.channels[index] ?? new Float32Array()))),
  }
}

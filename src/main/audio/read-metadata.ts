import { parseFile } from 'music-metadata'
import type { ILyricsTag } from 'music-metadata'
import type { AudioMetadata } from '@shared/contract/workers/import-audio'

const silent: AudioMetadata = { title: '', artist: '', album: '', genre: '', year: null, lyrics: null, comment: null }

/**
 * Reads the tags inside an audio file (ID3, Vorbis comments, RIFF INFO, MP4 …).
 * @returns '' and null where the tags are silent, everywhere when they cannot be read: broken tags do not spoil a good recording
 */
export async function readMetadata(path: string): Promise<AudioMetadata> {
  try {
    const { common } = await parseFile(path, { skipCovers: true, duration: false })
    return {
      title: clean(common.title),
      artist: clean(common.artist),
      album: clean(common.album),
      genre: clean(common.genre?.join(', ')),
      year: common.year !== undefined && Number.isInteger(common.year) && common.year > 0 ? common.year : null,
      lyrics: joined((common.lyrics ?? []).map(lyricsText)),
      comment: joined((common.comment ?? []).map((comment) => comment.text)),
    }
  } catch {
    return silent
  }
}

function lyricsText(tag: ILyricsTag): string {
  return tag.text ?? tag.syncText.map((line) => line.text).join('\n')
}

function joined(texts: readonly (string | undefined)[]): string | null {
  const cleaned = texts.map(clean).filter((text) => text !== '')
  return cleaned.length === 0 ? null : [...new Set(cleaned)].join('\n\n')
}

/** Old tags end in zero characters and carry line ends of other systems. */
function clean(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', '').replaceAll(/\r\n?/g, '\n').trim()
}

import { stat } from 'node:fs/promises'
import type { ILyricsTag, ITag } from 'music-metadata'
import type { AudioMetadata } from '@shared/contract/workers/import-audio'
import { requireRegular } from '../files/regular-file'
import { hasTimeStamps, withoutTimeStamps } from '../files/time-stamps'

const silent: AudioMetadata = { title: '', artist: '', album: '', genre: '', year: null, lyrics: null, comment: null }

/**
 * Reads the tags inside an audio file (ID3, Vorbis comments, RIFF INFO, MP4 …).
 * @returns '' and null where the tags are silent, everywhere when they cannot be read: broken tags do not spoil a good recording
 */
export async function readMetadata(path: string): Promise<AudioMetadata> {
  try {
    requireRegular(path, await stat(path))
    const { parseFile } = await import('music-metadata')
    const { common, native } = await parseFile(path, { skipCovers: true, duration: false })
    const tags = Object.values(native).flat()
    return {
      title: clean(common.title),
      artist: clean(common.artist),
      album: clean(common.album),
      genre: clean(common.genre?.join(', ')),
      year: common.year !== undefined && Number.isInteger(common.year) && common.year > 0 ? common.year : null,
      lyrics: joined((common.lyrics ?? []).map(lyricsText)) ?? joined(namedTexts(tags, /^TXXX:(unsynced)?lyrics/i)),
      comment: joined((common.comment ?? []).map((comment) => comment.text)) ?? joined(namedTexts(tags, /^TXXX:(comment|description)$/i)),
    }
  } catch {
    return silent
  }
}

function lyricsText(tag: ILyricsTag): string {
  const text = tag.text ?? tag.syncText.map((line) => line.text).join('\n')
  return hasTimeStamps(text) ? withoutTimeStamps(text.replaceAll(/\r\n?/g, '\n')) : text
}

/** Texts under names of the writer's own choice: ffmpeg writes lyrics and comments of MP3 files so. */
function namedTexts(tags: readonly ITag[], name: RegExp): string[] {
  return tags.flatMap(({ id, value }) => (name.test(id) && typeof value === 'string' ? [value] : []))
}

function joined(texts: readonly (string | undefined)[]): string | null {
  const cleaned = texts.map(clean).filter((text) => text !== '')
  return cleaned.length === 0 ? null : [...new Set(cleaned)].join('\n\n')
}

/** Old tags end in zero characters and carry line ends of other systems. */
function clean(text: string | undefined): string {
  return withUtf8Restored(text ?? '')
    .replaceAll('\0', '')
    .replaceAll(/\r\n?/g, '\n')
    .trim()
}

/** RIFF INFO says nothing of its encoding and is read as Latin-1; most programs write UTF-8, which is hardly ever Latin-1 by chance. */
function withUtf8Restored(text: string): string {
  const codes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  if (codes.some((code) => code > 0xff) || codes.every((code) => code < 0x80)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(codes))
  } catch {
    return text
  }
}

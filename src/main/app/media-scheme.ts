import { protocol } from 'electron'
import { mediaScheme } from '@shared/contract/ipc-names'
import { answerMedia, type FileOfAddress } from './media-response'

/** Serves audio to the window. */
export function serveMedia(fileOf: FileOfAddress): void {
  protocol.handle(mediaScheme, (request) => answerMedia(request, fileOf))
}

import { mediaScheme } from '@shared/contract/ipc-names'
import type { ServiceContext } from '../service-context'
import { trackMediaFile } from './waveform'

const trackAddress = new RegExp(`^${mediaScheme}://track/([1-9][0-9]{0,15})/?$`, 'u')

/**
 * The file that a track's media address stands for.
 * @param url such as `circumplex-media://track/12`
 * @returns an absolute path; null for other addresses, tracks without audio and files that are gone
 * @throws Failure `no-library`
 */
export function trackMediaFileOf(context: ServiceContext, url: string): string | null {
  const [, id] = trackAddress.exec(url) ?? []
  return id === undefined ? null : trackMediaFile(context.library(), Number(id))
}

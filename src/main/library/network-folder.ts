import { statfsSync } from 'node:fs'

/** Numbers by which Linux names network file systems: NFS, SMB, CIFS, SMB2, AFS, Ceph, 9P (see statfs(2)). */
const networkFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x01021997])

/** Whether a folder lies on a network, as far as the system says; false when in doubt. */
export function isNetworkFolder(path: string): boolean {
  if (process.platform === 'win32') return path.startsWith('\\\\')
  if (process.platform !== 'linux') return false
  try {
    return networkFileSystems.has(statfsSync(path).type >>> 0)
  } catch {
    return false
  }
}

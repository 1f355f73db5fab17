import { homedir } from 'node:os'
import { join } from 'node:path'

/** The user's data folder, the same as the window's. */
export function userDataDirectory(): string {
  const given = process.env['CIRCUMPLEX_USER_DATA']
  if (given) return given
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? homedir(), 'Circumplex')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Circumplex')
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Circumplex')
}

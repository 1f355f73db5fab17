import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { app } from 'electron'

const logTailCharacters = 8000

/** A text for a bug report: versions, machine, the end of the log; the user's home folder is left out of paths. */
export function diagnostics(logPath: string): string {
  const { electron, chrome, node } = process.versions
  const lines = [
    `Circumplex ${app.getVersion()}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `${process.platform} ${process.arch}, ${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    '',
    'End of the log:',
    tailOf(logPath),
  ]
  return lines.join('\n').replaceAll(app.getPath('home'), '~')
}

function tailOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(-logTailCharacters)
  } catch {
    return '(no log yet)'
  }
}

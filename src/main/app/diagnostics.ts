import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

const logTailCharacters = 20_000

export interface DiagnosticsSources {
  /** Version of Circumplex. */
  readonly version: string
  readonly logPath: string
  /** The user's home folder, which is left out of paths. */
  readonly home: string
}

/** A text for a bug report: versions, machine, the end of the log. */
export function diagnostics({ version, logPath, home }: DiagnosticsSources): string {
  const { electron, chrome, node } = process.versions
  const processors = `${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'})`
  const lines = [
    `Circumplex ${version}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `${process.platform} ${process.arch}, ${processors}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    '',
    'End of the log:',
    tailOf(logPath),
  ]
  return lines.join('\n').replaceAll(home, '~')
}

function tailOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(-logTailCharacters)
  } catch {
    return '(no log yet)'
  }
}

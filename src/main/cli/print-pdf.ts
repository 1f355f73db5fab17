import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail } from '@shared/domain/failure'
import { writeFileAtomically } from '../files/write-atomically'

/** A program that prints pages, and the arguments before those that say what to print. */
interface Printer {
  readonly executable: string
  readonly programArguments: readonly string[]
}

const longestMilliseconds = 120_000

/**
 * Prints HTML as PDF by the window's program, without a window.
 * @throws Failure `unsupported` where Electron is not set up; `internal` with what it said when it does not print
 */
export async function printPdf(html: string, pdfPath: string): Promise<void> {
  const { executable, programArguments } = printerHere()
  const folder = await mkdtemp(join(tmpdir(), 'circumplex-print-'))
  try {
    const page = join(folder, 'page.html')
    await writeFileAtomically(page, html)
    const ended = await run(executable, [...programArguments, `--print-page=${page}`, `--print-to=${pdfPath}`, ...switchesHere()])
    if (!ended.isDone || !existsSync(pdfPath)) {
      const said = ended.said.trim().split('\n').at(-1) ?? ''
      fail(
        'internal',
        `${pdfPath} could not be printed: ${said}`,
        'Write the report as .html and print that in a browser, or use Results → Report….',
      )
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The packaged program is Electron itself; in a checkout set-up notes where Electron is, and `npm run cli` passes that on. */
function printerHere(): Printer {
  if ('electron' in process.versions) return { executable: process.execPath, programArguments: [] }
  const executable = process.env['CIRCUMPLEX_ELECTRON']
  if (executable === undefined || !existsSync(executable)) {
    return fail(
      'unsupported',
      'A PDF is printed by Electron, which is not set up here.',
      'Run `npm run setup`, or write the report as .html and print that in a browser.',
    )
  }
  return { executable, programArguments: [join(import.meta.dirname, '../..')] }
}

/** Nothing is shown, so that no display is needed; Chromium refuses to sandbox its helpers for the superuser. */
function switchesHere(): string[] {
  const { platform } = process
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  return [
    ...(platform === 'linux' && !hasDisplay ? ['--ozone-platform=headless', '--disable-gpu'] : []),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}

function run(executable: string, programArguments: readonly string[]): Promise<{ isDone: boolean; said: string }> {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [...programArguments], { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: longestMilliseconds })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ isDone: code === 0, said }))
  })
}

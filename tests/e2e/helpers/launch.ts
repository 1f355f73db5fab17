import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const electronFact = JSON.parse(readFileSync(join(root, 'node_modules/.circumplex/electron.json'), 'utf8')) as { executable: string }

/** The running program, and a folder that is thrown away with it. */
export interface RunningProgram {
  readonly app: ElectronApplication
  readonly page: Page
  readonly directory: string
  close(): Promise<void>
}

export interface LaunchOptions {
  /** Folder kept by the caller, to start a second time on the same data. */
  readonly directory?: string
  readonly theme?: 'light' | 'dark'
  readonly size?: { width: number; height: number }
}

/** Starts the real program in the real Electron, with settings and libraries in a folder of its own. */
export async function launch(options: LaunchOptions = {}): Promise<RunningProgram> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'circumplex-e2e-'))
  const app = await _electron.launch({
    executablePath: electronFact.executable,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, `--user-data-dir=${join(directory, 'user-data')}`],
    cwd: root,
    colorScheme: options.theme ?? 'light',
  })
  app.process().stderr?.on('data', (chunk: Buffer) => process.env['E2E_VERBOSE'] && process.stderr.write(chunk))
  const page = await app.firstWindow()
  const { width, height } = options.size ?? { width: 1280, height: 720 }
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
    width,
    height,
  })
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    directory,
    close: async () => {
      await app.evaluate(({ app: program }) => program.exit(0)).catch(() => undefined)
      await app.close().catch(() => undefined)
      if (options.directory === undefined) rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Answers the next file dialogs with these paths: dialogs of the operating system cannot be driven from outside. */
export async function answerDialogs(app: ElectronApplication, paths: { open?: string; save?: string }): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    if (open !== undefined) dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [open] })
    if (save !== undefined) dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save })
  }, paths)
}

/** Answers the questions that the program asks in message boxes, by the button's name, and keeps what was asked. */
export async function answerQuestions(app: ElectronApplication, button: string): Promise<void> {
  await app.evaluate(({ dialog }, name) => {
    const asked: string[] = []
    Object.assign(globalThis, { questionsAsked: asked })
    const show = (
      _window: unknown,
      question: { message: string; buttons?: string[] },
    ): Promise<{ response: number; checkboxChecked: boolean }> => {
      asked.push(question.message)
      return Promise.resolve({ response: (question.buttons ?? []).indexOf(name), checkboxChecked: false })
    }
    Object.assign(dialog, { showMessageBox: show })
  }, button)
}

/** The questions asked since `answerQuestions`. */
export async function questionsAsked(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as unknown as { questionsAsked: string[] }).questionsAsked)
}

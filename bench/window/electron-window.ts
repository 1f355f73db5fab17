import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { z } from 'zod'

const factSchema = z.object({ executable: z.string() })

/** The built program in the real Electron. */
export interface BenchWindow {
  readonly page: Page
  /** Opens a library as its menu does. */
  open(libraryPath: string): Promise<void>
  close(): Promise<void>
}

/** Where there is no display, runs this very program again on a virtual one and ends with its exit code. */
export function ensureDisplay(): void {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return
  const { status } = spawnSync('xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}

/** Starts the program of this checkout with settings of its own. @param root folder of the checkout */
export async function startWindow(root: string): Promise<BenchWindow> {
  const { executable } = factSchema.parse(JSON.parse(readFileSync(join(root, 'node_modules', '.circumplex', 'electron.json'), 'utf8')))
  const userData = mkdtempSync(join(tmpdir(), 'circumplex-bench-window-'))
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({ executablePath: executable, args: [...sandbox, root, `--user-data-dir=${userData}`], cwd: root })
  const page = await app.firstWindow()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 720))
  await page.waitForLoadState('domcontentloaded')
  return {
    page,
    open: (libraryPath) => openLibrary(app, page, libraryPath),
    close: async () => {
      await app.close()
      rmSync(userData, { recursive: true, force: true })
    },
  }
}

async function openLibrary(app: ElectronApplication, page: Page, libraryPath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, libraryPath)
  await page.keyboard.press('Control+o')
  await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor()
}

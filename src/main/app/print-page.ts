import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { writeFileAtomically } from '../files/write-atomically'

/** Millimetres in an inch. */
const inch = 25.4
const footer = `<div style="width:100%;padding:0 18mm;font:8px serif;color:#555;text-align:right">
<span class="pageNumber"></span> / <span class="totalPages"></span></div>`

/**
 * Prints a page as PDF on A4, with page numbers, tags and bookmarks; it is shown to nobody, runs no script and loads nothing.
 * @param htmlPath of a page that needs nothing from elsewhere
 * @throws what the operating system says
 */
export async function printFile(htmlPath: string, pdfPath: string): Promise<void> {
  const window = new BrowserWindow({
    show: false,
    // Offscreen: a window, though never shown, ends Chromium where there is no display.
    webPreferences: {
      offscreen: true,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      partition: 'print',
    },
  })
  try {
    window.webContents.session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !url.startsWith('file:') }))
    await window.loadFile(htmlPath)
    const bytes = await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer,
      margins: { top: 20 / inch, bottom: 20 / inch, left: 18 / inch, right: 18 / inch },
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    await writeFileAtomically(pdfPath, bytes)
  } finally {
    window.destroy()
  }
}

/** Prints HTML as PDF. @throws as `printFile` */
export async function printHtml(html: string, pdfPath: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'circumplex-print-'))
  try {
    const path = join(folder, 'page.html')
    await writeFileAtomically(path, html)
    await printFile(path, pdfPath)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the command line asks this program to print, instead of opening a window; null when it does not. */
export function askedToPrint(): { readonly html: string; readonly pdf: string } | null {
  const [html, pdf] = ['print-page', 'print-to'].map((name) => app.commandLine.getSwitchValue(name))
  return html && pdf ? { html, pdf } : null
}

/** Prints for the command line, then ends: with exit code 1 and the reason on standard error when it fails. */
export async function printAndEnd({ html, pdf }: { readonly html: string; readonly pdf: string }): Promise<void> {
  try {
    await app.whenReady()
    await printFile(html, pdf)
    app.exit(0)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    app.exit(1)
  }
}

import { csvField } from '@shared/domain/csv'

/** Hands text or a picture to the user as a download; the program asks where to save it. */
function download(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download reads the address after this call has returned.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/**
 * Saves canvases lying over each other as one PNG on a solid ground.
 * @param ground CSS colour behind them
 */
export function savePicture(layers: readonly HTMLCanvasElement[], ground: string, fileName: string): void {
  const [first] = layers
  if (!first) return
  const sheet = document.createElement('canvas')
  sheet.width = first.width
  sheet.height = first.height
  const context = sheet.getContext('2d')
  if (!context) return
  context.fillStyle = ground
  context.fillRect(0, 0, sheet.width, sheet.height)
  for (const layer of layers) context.drawImage(layer, 0, 0)
  sheet.toBlob((blob) => {
    if (blob) download(blob, fileName)
  })
}

/** Saves a drawing as an SVG file. */
export function saveSvg(svg: string, fileName: string): void {
  download(new Blob([svg], { type: 'image/svg+xml' }), fileName)
}

/** Writes rows as CSV (RFC 4180), with an apostrophe before text that a spreadsheet would take for a formula. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(csvField).join(',')).join('\r\n') + '\r\n'
}

/** Saves rows as a CSV file. */
export function saveCsv(rows: readonly (readonly (string | number)[])[], fileName: string): void {
  download(new Blob([toCsv(rows)], { type: 'text/csv' }), fileName)
}

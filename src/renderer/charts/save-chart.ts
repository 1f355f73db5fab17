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

/** Writes rows as CSV (RFC 4180): fields with commas, quotes or line breaks are quoted. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  const field = (value: string | number): string => {
    const text = String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n'
}

/** Saves rows as a CSV file. */
export function saveCsv(rows: readonly (readonly (string | number)[])[], fileName: string): void {
  download(new Blob([toCsv(rows)], { type: 'text/csv' }), fileName)
}

// Runs inside the fallback Electron only: opens the app whose folder is the first argument that is no flag.
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
process.defaultApp = true
app.setName(description.productName ?? description.name)
app.setVersion(description.version)
app.setAppPath(folder)
// Awaited, so that Electron is not ready before the app has registered its schemes.
await import(pathToFileURL(join(folder, description.main)).href)

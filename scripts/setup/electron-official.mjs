import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pins } from './pins.mjs'
import { unzip } from './unzip.mjs'
import { makeWhole, withScratchFolder } from './whole.mjs'

const longestStall = 30_000

/**
 * Fetches Electron's release by its own download package, with the checksums that came with the npm package.
 * Gives up when no byte arrives within a few seconds, or none for half a minute later on.
 * @param {{ version: string, folder: string }} release
 * @param {number} patience milliseconds until the first byte
 */
export async function fetchOfficialElectron(release, machine, patience = pins.officialElectronPatience) {
  const { downloadArtifact } = await import(pathToFileURL(join(machine.modules, '@electron', 'get', 'dist', 'index.js')).href)
  await withScratchFolder(machine.cache, async (scratch) => {
    const archive = await withPatience(patience, (signal, stillAlive) =>
      downloadArtifact({
        version: release.version,
        artifactName: 'electron',
        checksums: JSON.parse(readFileSync(join(machine.modules, 'electron', 'checksums.json'), 'utf8')),
        cacheRoot: scratch,
        tempDirectory: scratch,
        downloadOptions: { signal, quiet: true, getProgressCallback: stillAlive },
      }),
    )
    await makeWhole(release.folder, (unfinished) => unzip(archive, (name) => join(unfinished, name)))
  })
}

async function withPatience(patience, download) {
  const abort = new AbortController()
  let timer = setTimeout(() => abort.abort(new Error('no answer in time')), patience)
  const stillAlive = () => {
    clearTimeout(timer)
    timer = setTimeout(() => abort.abort(new Error('the download stalled')), longestStall)
    return Promise.resolve()
  }
  try {
    return await download(abort.signal, stillAlive)
  } finally {
    clearTimeout(timer)
  }
}

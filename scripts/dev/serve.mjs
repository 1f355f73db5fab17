import { build, createServer, mergeConfig } from 'vite'

/**
 * Builds a side of the program, and again whenever one of its files changes.
 * @param {object} config from electron-vite, with `build.watch`
 * @param {() => void} onRebuilt called after each further build that went well
 * @param {(message: string) => void} say
 * @returns {Promise<void>} resolved after the first build that went well
 */
export function watchBuild(config, onRebuilt, say) {
  return new Promise((resolve) => {
    let isRunning = false
    const onGoodBuild = () => {
      if (isRunning) return onRebuilt()
      isRunning = true
      resolve()
    }
    void build(mergeConfig(config, { logLevel: 'warn' })).then((watcher) => {
      watcher.on('event', (event) => {
        if (event.code === 'END') onGoodBuild()
        if (event.code === 'ERROR') say(`The build failed: ${event.error.message}`)
        if (event.code === 'BUNDLE_END' || event.code === 'ERROR') void event.result?.close()
      })
    })
  })
}

/** Serves the views, which change in the window by themselves. The address is such as `http://localhost:5173`. */
export async function serveViews(config) {
  const server = await createServer(config)
  await server.listen()
  const address = server.resolvedUrls?.local[0]?.replace(/\/$/, '')
  if (!address) throw new Error('The server of the views has no local address.')
  return { address }
}

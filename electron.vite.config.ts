import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type UserConfig } from 'electron-vite'
import { withoutSlowRules } from './scripts/build/slow-rules'

const source = join(import.meta.dirname, 'src')
const alias = { '@shared': join(source, 'shared'), '@main': join(source, 'main'), '@renderer': join(source, 'renderer') }

/** Targets of the oldest Electron we run on (see scripts/setup/pins.mjs), not of the newest. */
const nodeTarget = 'node20'
const chromeTarget = 'chrome130'

/** Programs of the main side: the window's, the command line, the library thread, and one per kind of job. */
function mainEntries(): Record<string, string> {
  const programs = ['index', 'cli', 'library-thread'].map((name): [string, string] => [name, join(source, 'main', `${name}.ts`)])
  const workersFolder = join(source, 'main', 'workers')
  const workers = readdirSync(workersFolder)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('serve-'))
    .map((file): [string, string] => [`workers/${basename(file, '.ts')}`, join(workersFolder, file)])
  return Object.fromEntries([...programs, ...workers].filter(([, path]) => existsSync(path)))
}

const program: UserConfig = {
  main: {
    resolve: { alias },
    build: {
      target: nodeTarget,
      outDir: 'out/main',
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: mainEntries(),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: nodeTarget,
      outDir: 'out/preload',
      // A sandboxed preload may require nothing but Electron: everything else is bundled in.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(source, 'preload', 'index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
}

const window: UserConfig = {
  renderer: {
    root: join(source, 'renderer'),
    plugins: [vue(), withoutSlowRules()],
    resolve: { alias },
    build: {
      target: chromeTarget,
      outDir: join(import.meta.dirname, 'out', 'renderer'),
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: join(source, 'renderer', 'index.html') },
    },
  },
}

/** The command line needs no window: scripts/build asks for one side at a time. */
const sides: Readonly<Record<string, UserConfig>> = { program, window }

export default defineConfig(sides[process.env['CIRCUMPLEX_BUILD_SIDE'] ?? ''] ?? { ...program, ...window })

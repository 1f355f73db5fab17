import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const room = (name: string): string => fileURLToPath(new URL(`./src/${name}`, import.meta.url))

/** Small tests of processes and jobs: files share a process of their own kind, as to start one costs more than they do. */
const together = [
  'tests/main/{app,doctor,jobs}/**/*.test.ts',
  'tests/main/training/{datasets,devices}/**/*.test.ts',
  'tests/scripts/**/*.test.mjs',
]

/** Tests that load engines, start processes and threads, or set what belongs to a whole process: each file has a process of its own. */
const alone = ['tests/main/{cli,engines,learning,training,workers}/**/*.test.ts', 'tests/main/audio/{decode,time-limit}.test.ts']

/** Tries each property as often as this says: `tests/helpers/property-runs.ts`. */
const forProperties = process.env.CIRCUMPLEX_PROPERTY_RUNS === undefined ? [] : ['tests/helpers/property-runs.ts']

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@shared': room('shared'), '@main': room('main'), '@renderer': room('renderer') } },
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    setupFiles: forProperties,
    // Vuetify's components import style sheets, which Node does not read by itself.
    server: { deps: { inline: ['vuetify'] } },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: alone, exclude: together },
      },
      {
        extends: true,
        test: { name: 'together', include: together, isolate: false },
      },
      {
        extends: true,
        // Files share a process: to start one and to load the program anew costs more than most of these tests.
        test: {
          name: 'program',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/renderer/**', ...alone, ...together],
          isolate: false,
        },
      },
      {
        extends: true,
        // Files share a process: each by itself would load all of Vuetify. `mountComponent` leaves nothing behind.
        test: {
          name: 'window',
          include: ['tests/renderer/**/*.test.ts'],
          isolate: false,
          setupFiles: ['tests/renderer/helpers/setup.ts'],
        },
      },
    ],
  },
})

import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const room = (name: string): string => fileURLToPath(new URL(`./src/${name}`, import.meta.url))

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@shared': room('shared'), '@main': room('main'), '@renderer': room('renderer') } },
  test: {
    testTimeout: 60_000,
    pool: 'forks',
    // Vuetify's components import style sheets, which Node does not read by itself.
    server: { deps: { inline: ['vuetify'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'program',
          include: ['tests/**/*.test.ts', 'tests/scripts/**/*.test.mjs'],
          exclude: ['tests/e2e/**', 'tests/renderer/**'],
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

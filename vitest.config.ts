import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const room = (name: string): string => fileURLToPath(new URL(`./src/${name}`, import.meta.url))

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@shared': room('shared'), '@main': room('main'), '@renderer': room('renderer') } },
  test: {
    include: ['tests/**/*.test.ts', 'tests/scripts/**/*.test.mjs'],
    exclude: ['tests/e2e/**'],
    testTimeout: 60_000,
    pool: 'forks',
    // Vuetify's components import style sheets, which Node does not read by itself.
    server: { deps: { inline: ['vuetify'] } },
  },
})

import { defineConfig } from '@playwright/test'

/** The window tests drive the real Electron (`tests/helpers/electron.ts`); one window at a time. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
})

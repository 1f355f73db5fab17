import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

/**
 * The window tests drive the real Electron (`tests/e2e/helpers/launch.ts`). Two windows at a time, of two files: each has settings and
 * libraries of its own, and waits for most of its time for what people would see.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: Math.min(2, availableParallelism()),
  forbidOnly: Boolean(process.env['CI']),
})

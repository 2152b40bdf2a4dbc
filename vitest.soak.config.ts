import { defineConfig } from 'vitest/config'

/** What takes longer than a test should: run by `npm run soak`. */
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    globalSetup: ['test/one-server.ts'],
    include: ['test/soak/**/*.soak.ts'],
    maxWorkers: 2,
    testTimeout: 30 * 60_000,
    hookTimeout: 120_000,
  },
})

// Builds dist/thegither.js from src (or another entry, as `build.mjs ENTRY OUT`): one bundle of our own code; packages stay in node_modules.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const [entry = 'src/thegither.ts', out = 'dist/thegither.js'] = process.argv.slice(2)
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

await build({
  entryPoints: [join(root, entry)],
  outfile: join(root, out),
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: true,
  logLevel: 'warning',
})

// `npm run check`: types, format and lint, the map of who may import whom, and code that nobody uses.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const checks = [
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['format and lint', 'biome', ['check', '--error-on-warnings', '--max-diagnostics=40']],
  [
    'who may import whom',
    'depcruise',
    ['src', 'demo', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
  ],
  ['unused code', 'knip', ['--no-progress']],
]

let failed = false
for (const [what, command, args] of checks) {
  const began = Date.now()
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  // dependency-cruiser quietly reads nothing when it cannot parse the sources.
  const nothingRead = command === 'depcruise' && /\(0 modules/.test(stdout)
  const ok = status === 0 && !nothingRead
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  if (!ok) console.log(nothingRead ? 'It read no module at all.' : `${stdout}${stderr}`)
  failed ||= !ok
}
process.exit(failed ? 1 : 0)

// `npm run bench`: measures us against bare programs of the same task, on this machine, in one run, and writes
// docs/performance.md. `-- --install` also measures how much a production install takes. Installs what a clone lacks.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

if (!existsSync(join(root, 'node_modules/autocannon'))) run('npm', ['ci', '--no-fund', '--no-audit'])
run(process.execPath, ['bin/build.mjs'])
run(process.execPath, ['bin/build.mjs', 'test/bench/bench.ts', 'dist/bench.js'])
run(process.execPath, ['--enable-source-maps', 'dist/bench.js', ...process.argv.slice(2)])

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

// `npm test`: checks and every test. `npm run soak`: what takes longer. Installs what a fresh clone lacks.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const soak = process.argv[2] === 'soak'

if (!existsSync(join(root, 'node_modules/vitest'))) run('npm', ['ci', '--no-fund', '--no-audit'])
findBrowser()
run(process.execPath, ['bin/build.mjs'])
if (!soak) run(process.execPath, ['bin/check.mjs'])
run(join(root, 'node_modules/.bin/vitest'), [
  'run',
  ...(soak ? ['--config', 'vitest.soak.config.ts'] : []),
  ...process.argv.slice(soak ? 3 : 2),
])

/** The journeys need a Chromium: the one that is there, or Debian's when root runs this on Debian. */
function findBrowser() {
  if (
    process.env.CHROMIUM ||
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some(existsSync)
  )
    return
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!debian) {
    console.error('The journeys need Chromium. Install it, or set CHROMIUM to its path.')
    process.exit(1)
  }
  console.log(`Installing Chromium on Debian ${readFileSync('/etc/debian_version', 'utf8').trim()} …`)
  run('apt-get', ['update', '-qq'])
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

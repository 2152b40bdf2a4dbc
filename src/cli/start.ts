// `thegither start`: opens everything, loads the demonstration into a new installation, serves until told to stop.

import { join } from 'node:path'
import { assemble } from '../app.ts'
import type { OwnerConnection } from '../db/server.ts'
import { tick } from '../jobs/clockwork.ts'
import { stranger } from '../operation/actor.ts'
import { perform } from '../operation/perform.ts'
import { mailIntoFolder, mailThrough } from '../outside/mail.ts'
import type { Settings } from '../outside/settings.ts'
import { RenderedPages } from '../web/rendered.ts'
import { buildWeb } from '../web/server.tsx'
import type { Site } from '../web/site.ts'
import { listenForChanges } from './changes.ts'
import { loadDemonstration, registerFacts } from './demonstration.ts'
import { type Hold, holdDatabase } from './hold.ts'
import { type Installation, openInstallation, root, Trouble } from './installation.ts'

export async function start(settings: Settings): Promise<number> {
  const told = toldToStop()
  const hold = holdFor(settings)
  try {
    const installation = await openInstallation(settings, hold.take)
    try {
      installation.server?.watch()
      const stop = await serve(settings, installation)
      await told
      console.log('Stopping …')
      await stop()
      return 0
    } finally {
      await hold.release()
      await installation.close({ stopServer: true })
    }
  } finally {
    await hold.release()
  }
}

/** From the first moment on, so that nothing is left running; who asks a second time gets it at once. */
const toldToStop = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

/** Holds the database, and takes the hold again when the database went away and is being started again. */
function holdFor(settings: Settings): { take(owner: OwnerConnection): Promise<void>; release(): Promise<void> } {
  let hold: Hold | undefined
  let released = false
  const take = async (owner: OwnerConnection): Promise<void> => {
    hold = await holdDatabase(owner, settings.port, () => again(owner))
    if (released) await hold.release()
  }
  const again = (owner: OwnerConnection): void => {
    if (!released) setTimeout(() => take(owner).catch(() => again(owner)), 500)
  }
  return {
    take,
    release: async () => {
      released = true
      await hold?.release()
      hold = undefined
    },
  }
}

/** Serves from now on; answers how to stop. */
async function serve(settings: Settings, installation: Installation): Promise<() => Promise<void>> {
  const pages = new RenderedPages()
  const site = assemble({
    database: installation.database,
    demonstration: installation.demonstration,
    address: settings.address,
    provider: settings.provider?.name ?? null,
    post: installation.post.put,
    changed: partnership => pages.changed(partnership),
  })
  await registerFacts(site)
  if (installation.untold) {
    await loadDemonstration(site, settings)
    await installation.told()
  }
  const web = await buildWeb(site, pages, {
    trustProxy: settings.trustProxy,
    secure: settings.address.startsWith('https:'),
    assets: join(root, 'src/ui'),
    log: true,
    ration: 20,
    provider: settings.provider,
  })
  const changes = await listenForChanges(installation.database, partnership => site.house.changed(partnership))
  const stop = async (): Promise<void> => {
    // A browser's line that was busy when closing began, or never asked anything, would hold us for over a minute.
    const sweeping = setInterval(() => web.server.closeIdleConnections(), 100)
    const patience = setTimeout(() => web.server.closeAllConnections(), 3_000)
    await web.close()
    clearInterval(sweeping)
    clearTimeout(patience)
    await changes.stop()
  }
  try {
    const send = settings.smtpUrl
      ? mailThrough(settings.smtpUrl, settings.mailFrom)
      : mailIntoFolder(join(settings.directory, 'mail'), settings.mailFrom)
    await installation.post.work(send, {
      keepWords: installation.demonstration && !settings.smtpUrl,
      tick: () => tick(site),
    })
    const listen = (host: string) => web.listen({ port: settings.port, host })
    await listen('::')
      .catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'EAFNOSUPPORT') return listen('0.0.0.0')
        throw cause
      })
      .catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'EADDRINUSE' && cause.code !== 'EACCES') throw cause
        const why = cause.code === 'EACCES' ? 'may not be used by this user' : 'is used by another program'
        throw new Trouble(`Port ${settings.port} ${why}. Set PORT to a free one.`, { cause })
      })
    console.log(`Thegither is at ${settings.address}`)
    await sayFirstLink(settings, site)
    return stop
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** The way in for the first administrator, for as long as they never came. */
async function sayFirstLink(settings: Settings, site: Site): Promise<void> {
  const link = await perform(
    site.house,
    site.operations.get('people.first-administrator')!,
    {},
    { actor: { ...stranger, via: 'command-line' }, partnership: null },
  )
  if (link.ok)
    console.log(
      `The first administrator signs in here, once, within a day:\n  ${settings.address}/sign-in/link?token=${link.written.reveal}`,
    )
}

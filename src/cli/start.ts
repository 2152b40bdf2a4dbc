// `thegither start`: opens everything, loads the demonstration into a new installation, serves until told to stop.

import { join } from 'node:path'
import { assemble } from '../app.ts'
import { stranger } from '../operation/actor.ts'
import { perform } from '../operation/perform.ts'
import { mailIntoFolder, mailThrough } from '../outside/mail.ts'
import type { Settings } from '../outside/settings.ts'
import { RenderedPages } from '../web/rendered.ts'
import { buildWeb } from '../web/server.tsx'
import { listenForChanges } from './changes.ts'
import { type Hold, holdDatabase } from './hold.ts'
import { openInstallation, root } from './installation.ts'

export async function start(settings: Settings): Promise<number> {
  let hold: Hold | undefined
  let stopping = false
  const holdAgain = async (owner: Parameters<typeof holdDatabase>[0]) => {
    hold = await holdDatabase(owner, settings.port, () => {
      // The database went away and is being started again; take the hold again as soon as it answers.
      const again = setInterval(async () => {
        if (stopping) return clearInterval(again)
        const taken = await holdAgain(owner).then(
          () => true,
          () => false,
        )
        if (taken) clearInterval(again)
      }, 500)
    })
  }
  const installation = await openInstallation(settings, holdAgain)
  installation.server?.watch()

  const pages = new RenderedPages()
  const site = assemble({
    database: installation.database,
    demonstration: installation.demonstration,
    address: settings.address,
    provider: settings.provider?.name ?? null,
    post: installation.post.put,
    changed: partnership => pages.changed(partnership),
  })
  const changes = await listenForChanges(installation.database, partnership => site.house.changed(partnership))
  const send = settings.smtpUrl
    ? mailThrough(settings.smtpUrl, settings.mailFrom)
    : mailIntoFolder(join(settings.directory, 'mail'), settings.mailFrom)
  await installation.post.work(send, { keepWords: installation.demonstration && !settings.smtpUrl })

  const web = await buildWeb(site, pages, {
    trustProxy: settings.trustProxy,
    secure: settings.address.startsWith('https:'),
    assets: join(root, 'src/ui'),
    log: true,
    ration: 20,
    provider: settings.provider,
  })
  await web.listen({ port: settings.port, host: '::' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EAFNOSUPPORT') return web.listen({ port: settings.port, host: '0.0.0.0' })
    throw cause
  })
  console.log(`Thegither is at ${settings.address}`)
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

  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
  stopping = true
  console.log('Stopping …')
  await web.close()
  await changes.stop()
  await hold?.release()
  await installation.close({ stopServer: true })
  return 0
}

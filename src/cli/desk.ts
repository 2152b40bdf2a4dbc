// The desk: the house opened for one command, who stands at it, and the news to a running server afterwards.

import { assemble } from '../app.ts'
import { type Actor, stranger } from '../operation/actor.ts'
import type { PartnershipFacts } from '../operation/operation.ts'
import type { Outcome } from '../operation/perform.ts'
import type { Settings } from '../outside/settings.ts'
import type { Site } from '../web/site.ts'
import { announceChange } from './changes.ts'
import { openInstallation, Trouble } from './installation.ts'

/** Whoever may run commands here may do what an administrator may, and is no person of the installation. */
export const operator: Actor = { ...stranger, name: 'Operator', administrator: true, via: 'command-line' }

/**
 * Opens the installation, does the work and closes it again. A database server that was running stays so, and a
 * running Thegither hears what changed.
 */
export async function atDesk<T>(settings: Settings, work: (site: Site) => Promise<T>): Promise<T> {
  const installation = await openInstallation(settings)
  const changed = new Set<number | null>()
  try {
    return await work(
      assemble({
        database: installation.database,
        demonstration: installation.demonstration,
        address: settings.address,
        provider: settings.provider?.name ?? null,
        post: installation.post.put,
        changed: partnership => changed.add(partnership),
      }),
    )
  } finally {
    for (const partnership of changed) await announceChange(installation.database, partnership)
    await installation.close()
  }
}

/** The partnership at an address, or at the one it moved to. */
export async function partnershipAt(site: Site, slug: string): Promise<PartnershipFacts> {
  const found = await site.findPartnership(slug)
  if (!found) throw new Trouble(`There is no partnership at the address “${slug}”.`)
  return 'movedTo' in found ? partnershipAt(site, found.movedTo) : found
}

/** The person with this email address, or the operator where none is named. */
export async function actorNamed(site: Site, email: string | undefined): Promise<Actor> {
  if (email === undefined) return operator
  const found = await site.findPersonByEmail(email, 'command-line')
  if (!found) throw new Trouble(`Nobody here has the email address ${email}.`)
  return found
}

/** Says why something was not done. */
export function sayWhyNot(outcome: Outcome & { ok: false }): void {
  if (outcome.kind === 'invalid')
    for (const [name, words] of Object.entries(outcome.errors)) console.error(`--${name}: ${words}`)
  else for (const words of Object.values(outcome.refusal.fields ?? { it: outcome.refusal.words })) console.error(words)
}

// Reading: a declared read gets a scoped, read-only handle and the viewer, and answers a plain view or null (404).

import { type Db, reading } from '../db/handles.ts'
import { type Actor, type Standing, standingOf } from './actor.ts'
import type { PartnershipFacts } from './operation.ts'
import { dayIn, type House } from './perform.ts'

export interface Asking {
  readonly db: Db
  readonly viewer: Actor
  readonly standing: Standing
  readonly partnership: PartnershipFacts | null
  readonly now: Date
  readonly today: string
  readonly address: string
  /** The mark of the device, for pages that depend on it. */
  readonly device: string | null
  /** What people call the identity provider they may sign in with; null where there is none. */
  readonly provider: string | null
}

/** The same, inside a partnership: what most reads take. */
export interface AskingHere extends Asking {
  readonly partnership: PartnershipFacts
}

/**
 * Runs a read. Inside a partnership only its rows exist; outside one, a signed-in viewer sees the partnerships
 * they belong to (their one home page), and a stranger sees none.
 */
export const ask = <V>(
  house: House,
  viewer: Actor,
  partnership: PartnershipFacts | null,
  read: (asking: Asking) => Promise<V>,
  device: string | null = null,
): Promise<V> => {
  const now = house.clock()
  const visible = partnership ? [partnership.id] : [...new Set(viewer.roles.map(held => held.partnership))]
  return reading(house.root, visible, db =>
    read({
      db,
      viewer,
      standing: standingOf(viewer, partnership?.id ?? null),
      partnership,
      now,
      today: dayIn(now),
      address: house.address,
      device,
      provider: house.provider,
    }),
  )
}

/**
 * A file that is made while it is sent: each part is read by itself, from where the one before ended, so that a large
 * file takes no more memory than a small one. `after` is null for the first part, and `next` after the last.
 */
export interface Parts {
  part(asking: Asking, after: string | null): Promise<{ readonly text: string; readonly next: string | null }>
}

export const isParts = (body: string | Uint8Array | Parts): body is Parts => typeof body === 'object' && 'part' in body

export async function* partsOf(
  house: House,
  viewer: Actor,
  partnership: PartnershipFacts | null,
  parts: Parts,
): AsyncGenerator<string> {
  for (let after: string | null | undefined; after !== null; ) {
    const from: string | null = after ?? null
    const { text, next } = await ask(house, viewer, partnership, asking => parts.part(asking, from))
    yield text
    after = next
  }
}

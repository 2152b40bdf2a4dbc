// What the web needs of the house: the faces of every room, and how to find who asks and where.

import type { Actor, Standing } from '../operation/actor.ts'
import type { AnyOperation, PartnershipFacts } from '../operation/operation.ts'
import type { House } from '../operation/perform.ts'
import type { AnyRead } from '../operation/read.ts'
import type { Timed } from '../operation/timed.ts'
import type { AnyFace } from '../ui/declare.ts'

export interface NavigationEntry {
  readonly href: string
  readonly words: string
  readonly name: string
  /** Part of running the partnership: it stands apart from what everyone sees. */
  readonly forMembers?: boolean
}

export interface Site {
  readonly house: House
  readonly demonstration: boolean
  readonly faces: readonly AnyFace[]
  readonly reads: readonly AnyRead[]
  readonly operations: ReadonlyMap<string, AnyOperation>
  /** What the clock does, in this order. */
  readonly timed: readonly Timed[]
  /** A partnership by its address; where it moved to, or null. */
  findPartnership(slug: string): Promise<PartnershipFacts | { readonly movedTo: string } | null>
  findPartnershipByNumber(id: number): Promise<PartnershipFacts | null>
  /** Who holds this session token. */
  findActor(token: string): Promise<Actor | null>
  /** Who holds this API token, and the one partnership it opens (null: wherever they belong). */
  findTokenHolder(token: string): Promise<{ readonly actor: Actor; readonly partnership: number | null } | null>
  /**
   * Who holds the key in an address (a link to requests, a calendar's address); where to open it first, when this
   * device is new to it; null where it opens nothing.
   */
  findKeyHolder(
    params: Readonly<Record<string, string>>,
    device: string | undefined,
  ): Promise<{ readonly actor: Actor } | { readonly opensAt: string } | null>
  /** A person with their roles, acting through another surface. */
  findPerson(person: number, via: Actor['via']): Promise<Actor | null>
  /** The same, by their email address. */
  findPersonByEmail(email: string, via: Actor['via']): Promise<Actor | null>
  navigation(partnership: PartnershipFacts | null, standing: Standing): readonly NavigationEntry[]
}

// Who acts: a person (or nobody yet), the roles they hold, and how they stand in one partnership.

export const roles = ['coordinator', 'partner-lead', 'contributor', 'board-member', 'observer'] as const
export type Role = (typeof roles)[number]

export const roleWords: Record<Role, string> = {
  coordinator: 'Coordinator',
  'partner-lead': 'Partner lead',
  contributor: 'Contributor',
  'board-member': 'Board member',
  observer: 'Observer',
}

export interface HeldRole {
  readonly partnership: number
  readonly role: Role
  /** The organisation the role is held for; null for the partnership's own staff and for observers. */
  readonly organisation: number | null
}

export interface Actor {
  readonly person: number | null
  readonly name: string
  readonly email: string | null
  readonly administrator: boolean
  readonly roles: readonly HeldRole[]
  readonly via: 'page' | 'api' | 'command-line' | 'job' | 'demonstration' | 'link' | 'calendar'
  /** The session they act in, when they came through a browser. */
  readonly session?: number
  /** What they came by when they hold a key instead of an account: it opens these requests and nothing else. */
  readonly link?: { readonly requests: readonly number[]; readonly use: number | null }
}

export const stranger: Actor = { person: null, name: '', email: null, administrator: false, roles: [], via: 'page' }

/** How an actor stands in one partnership; rules ask nothing else of them. */
export interface Standing {
  readonly person: number | null
  readonly administrator: boolean
  readonly roles: readonly Role[]
  /** Organisations they lead for here. */
  readonly leads: readonly number[]
  /** Organisations they act for here in any role. */
  readonly actsFor: readonly number[]
  /** Member of this partnership in any role, or administrator of the installation. */
  readonly inside: boolean
}

export function standingOf(actor: Actor, partnership: number | null): Standing {
  const here = actor.roles.filter(held => held.partnership === partnership)
  const organisations = (held: readonly HeldRole[]) =>
    held.flatMap(h => (h.organisation === null ? [] : [h.organisation]))
  return {
    person: actor.person,
    administrator: actor.administrator,
    roles: here.map(held => held.role),
    leads: organisations(here.filter(held => held.role === 'partner-lead')),
    actsFor: organisations(here.filter(held => held.role !== 'observer')),
    inside: actor.administrator || here.length > 0,
  }
}

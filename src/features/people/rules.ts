// The rules about people: who gets in, whose sessions and tokens are whose, and who may erase.

import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Standing } from '../../operation/actor.ts'
import {
  addressNotConfirmed,
  type LinkFacts,
  lastAdministrator,
  linkExpired,
  linkMinutes,
  linksAtOnce,
  linkUnknown,
  linkUsed,
  notADemonstration,
  notKnownHere,
} from './model.ts'

/** A known address gets a link, but no more than a few at once; an unknown one gets none, and hears the same. */
export const decideLink = (facts: { person: number | null; open: number }) => ({
  fact: 'SignInLinkAsked' as const,
  person: facts.person !== null && facts.open < linksAtOnce ? facts.person : null,
})

/** A link works once and not for long. */
export function decideSignIn(link: LinkFacts | 'unknown', now: Date) {
  if (link === 'unknown') return linkUnknown
  if (link.usedAt) return linkUsed
  if (link.expiresAt <= now) return linkExpired
  return { fact: 'SignedIn' as const, person: link.person, by: 'link' as const }
}

/** A persona can be tried on in an installation that was made as a demonstration, and nowhere else. */
export const decideLookAround = (facts: { demonstration: boolean; person: number | null }) => {
  if (!facts.demonstration) return notADemonstration
  return facts.person === null
    ? refuse('persona-unknown', 'Choose one of the people listed.')
    : { fact: 'SignedIn' as const, person: facts.person, by: 'persona' as const }
}

/** Personas are of a demonstration only, and each is one person. */
export const decidePersona = (facts: { demonstration: boolean; taken: boolean; person: number; persona: string }) => {
  if (!facts.demonstration) return notADemonstration
  return facts.taken
    ? refuse('persona-taken', 'Somebody is this persona already.', 'persona')
    : { fact: 'PersonaSet' as const, person: facts.person, persona: facts.persona }
}

/** A provider's word counts for an identity it vouched for before, or for an address that it has confirmed. */
export function decideProviderSignIn(
  facts: { known: number | null; byEmail: number | null },
  said: { emailConfirmed: boolean; issuer: string; subject: string },
) {
  if (facts.known !== null)
    return { fact: 'SignedIn' as const, person: facts.known, by: 'provider' as const, newIdentity: null }
  if (!said.emailConfirmed) return addressNotConfirmed
  if (facts.byEmail === null) return notKnownHere
  return {
    fact: 'SignedIn' as const,
    person: facts.byEmail,
    by: 'provider' as const,
    newIdentity: { issuer: said.issuer, subject: said.subject },
  }
}

/** A session or token is its person's own; an administrator may end it too. */
export const mayEndWhatIs = (facts: { owner: number }, standing: Standing): Refusal | null =>
  standing.administrator || standing.person === facts.owner ? null : refuse('not-yours', 'You can only end your own.')

/** Anyone with a part in this partnership may hold a token for it. */
export const mayHoldToken = (_facts: unknown, standing: Standing): Refusal | null =>
  standing.inside && standing.person !== null
    ? null
    : refuse('not-a-member', 'Only members of this partnership can have a token for it.')

/** A token is made by its person, never by another token: it would outlive the one that was revoked. */
export function decideToken(
  actor: { person: number | null; via: string },
  partnership: number,
  input: { label: string; months: number },
  now: Date,
) {
  if (actor.via === 'api')
    return refuse('token-by-token', 'A token cannot make another one. Sign in and make it there.')
  if (actor.person === null) return refuse('nobody', 'A token belongs to a person. Say who, with --as EMAIL.')
  const expires = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + input.months, now.getUTCDate()))
  return {
    fact: 'TokenMade' as const,
    person: actor.person,
    partnership,
    label: input.label,
    expiresAt: expires.toISOString(),
  }
}

/** Nobody is erased who is the installation's only administrator. */
export const decideErase = (facts: { person: number; administrator: boolean; administrators: number }) =>
  facts.administrator && facts.administrators < 2
    ? lastAdministrator
    : { fact: 'PersonErased' as const, person: facts.person }

export const linkExpiry = (now: Date): Date => new Date(now.getTime() + linkMinutes * 60_000)

/** The first administrator is made once; until they have come in, a new link may be made for them. */
export const decideFirstAdministrator = (facts: { person: number | null; hasComeIn: boolean; others: number }) =>
  facts.hasComeIn || facts.others > 0
    ? refuse('administrator-exists', 'This installation has its administrator already.')
    : { fact: 'FirstAdministratorMade' as const, person: facts.person }

/** An address is given once, by somebody who has none; changing it later would let people pass for others. */
export const decideAddress = (facts: { has: boolean; taken: boolean }, given: { person: number; email: string }) => {
  if (facts.has) return refuse('address-given', 'You have an address already. An administrator can change it.', 'email')
  return facts.taken
    ? refuse('address-taken', 'Somebody else here has this address.', 'email')
    : { fact: 'AddressGiven' as const, ...given }
}

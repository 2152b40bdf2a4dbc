// The rules about partnerships, partners and roles.

import { contrast } from '../../kernel/colour.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Role, Standing } from '../../operation/actor.ts'
import { leadsFor } from '../../operation/permission.ts'
import * as model from './model.ts'

/** A partner speaks for itself: its lead, or a coordinator who writes down what the partner said. */
export const maySpeakFor = (facts: { organisation: number }, standing: Standing): Refusal | null =>
  leadsFor(standing, facts.organisation)
    ? null
    : refuse('not-yours', 'Only this partner’s lead, or a coordinator, can write here.')

/** An address must be plain, and must never have been another partnership's. */
export function decideFounding(
  facts: { slugTaken: boolean; areaKnown: boolean },
  input: { slug: string; name: string; area: string; subtitle: string },
) {
  if (!/^[a-z0-9][a-z0-9-]{1,59}$/.test(input.slug)) return model.slugUnfit
  if (facts.slugTaken) return model.slugTaken
  if (!facts.areaKnown) return model.placeUnknown
  return {
    fact: 'PartnershipFounded' as const,
    slug: input.slug,
    name: input.name,
    area: input.area,
    subtitle: input.subtitle,
  }
}

/** A partnership may move to a new address; the old one leads to it for ever. */
export function decideMove(facts: { slugTakenByOther: boolean }, input: { slug: string }, now: { slug: string }) {
  if (!/^[a-z0-9][a-z0-9-]{1,59}$/.test(input.slug)) return model.slugUnfit
  if (facts.slugTakenByOther) return model.slugTaken
  return { fact: 'PartnershipMoved' as const, from: now.slug, to: input.slug }
}

/** White text stands on the colour, so it must be dark enough (WCAG 2.2, 1.4.3: 4.5 to 1). */
export const decideColour = (input: { colour: string }) =>
  contrast(input.colour, '#ffffff') < 4.5
    ? model.colourTooPale
    : { fact: 'ColourChosen' as const, colour: input.colour }

const signatures: readonly [string, readonly number[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
]

/** A logo is judged by its bytes, not by its name; only pictures that can hold no script. */
export function decideLogo(bytes: Uint8Array) {
  const type = signatures.find(([, start]) => start.every((byte, at) => bytes[at] === byte))?.[0]
  return type && bytes.length <= 200 * 1024
    ? { fact: 'LogoChosen' as const, type, size: bytes.length }
    : model.logoUnfit
}

export function decidePartner(
  facts: { organisationKnown: boolean; already: boolean },
  input: { organisation: number; basis: model.Basis; joined: string },
) {
  if (!facts.organisationKnown) return model.organisationUnknown
  if (facts.already) return model.partnerAlready
  return { fact: 'PartnerJoined' as const, organisation: input.organisation, basis: input.basis, joined: input.joined }
}

/** Leads and contributors act for an organisation; a coordinator or an observer need not. */
export function decideRole(
  facts: { person: number | null; held: boolean; organisationKnown: boolean },
  input: { role: Role; organisation: number | null },
) {
  if (input.organisation !== null && !facts.organisationKnown) return model.organisationUnknown
  if (input.organisation === null && (input.role === 'partner-lead' || input.role === 'contributor'))
    return model.roleNeedsOrganisation
  if (facts.held) return model.roleHeld
  return { fact: 'RoleGiven' as const, person: facts.person, role: input.role, organisation: input.organisation }
}

/** A partnership is never left without a coordinator. */
export const decideEndRole = (
  facts: { membership: number; role: Role; person: number; coordinators: number },
  today: string,
) =>
  facts.role === 'coordinator' && facts.coordinators < 2
    ? model.lastCoordinator
    : { fact: 'RoleEnded' as const, membership: facts.membership, person: facts.person, role: facts.role, on: today }

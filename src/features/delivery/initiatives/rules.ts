// The rules about linked initiatives: who speaks for the organisation that owns one, and what its consent allows.

import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Standing } from '../../../operation/actor.ts'
import { isCoordinator, leadsFor } from '../../../operation/permission.ts'
import { type Consent, outcomesUnknown, type Reporting } from '../model.ts'
import { mayLast, mayRecord, worksFor } from '../rules.ts'
import { unfitAddress } from '../web-address.ts'
import * as model from './model.ts'

/** The owner speaks for its own work: who leads for it here, or a coordinator who writes down what it said. */
export const maySpeakForOwner = (facts: { owner: number | null }, standing: Standing): Refusal | null =>
  leadsFor(standing, facts.owner)
    ? null
    : refuse('not-yours', 'Only who leads for the organisation that owns it, or a coordinator, can do this.')

/** Coordinators, and whoever works for the organisation that owns the initiative. */
export const mayLink = (facts: { owner: number }, standing: Standing): Refusal | null =>
  worksFor(standing, facts.owner)
    ? null
    : refuse('not-yours', 'Only a coordinator, or somebody who acts for the organisation that owns it, can do this.')

/** To answer once for every partnership is the owner's own decision: a coordinator cannot take it. */
export const mayJoin = (facts: { owner: number | null }, standing: Standing): Refusal | null =>
  facts.owner !== null && standing.leads.includes(facts.owner)
    ? null
    : refuse('not-yours', 'Only who leads for the organisation that owns it can do this.')

/** Whoever works for the owner; a coordinator only where it is linked with the owner’s consent, because every partnership shows it. */
export function mayQuote(facts: { owner: number; consent: Consent | null }, standing: Standing): Refusal | null {
  if (standing.actsFor.includes(facts.owner) && worksFor(standing, facts.owner)) return null
  if (!isCoordinator(standing)) return mayLink(facts, standing)
  return facts.consent === 'given'
    ? null
    : refuse('not-linked-here', 'A coordinator can quote only work whose owner agrees that it is linked here.')
}

export function decideInitiative(
  facts: { organisationHere: boolean; nameTaken: boolean },
  input: { organisation: number; name: string; about: string; address: string; reporting: Reporting },
  today: string,
) {
  if (!facts.organisationHere) return model.organisationUnknown
  if (facts.nameTaken) return model.nameTaken
  return (
    (input.address && unfitAddress(input.address, 'address')) || {
      fact: 'InitiativeRegistered' as const,
      ...input,
      on: today,
    }
  )
}

/** A link asks its owner first, unless it is the owner's lead who links (U5.5). The owner leads its own work. */
export function decideLink<I extends { initiative: number; starts: string; ends: string }>(
  facts: model.InitiativeFacts & { outcomesKnown: boolean },
  input: I,
  standing: Standing,
  today: string,
) {
  if (facts.ownerPartner === null) return model.ownerHasLeft
  if (facts.consent !== null) return model.linkedAlready
  const unfit = mayLast(input.starts, input.ends)
  if (unfit) return unfit
  if (!facts.outcomesKnown) return outcomesUnknown
  const consent: Consent = standing.leads.includes(facts.owner) ? 'given' : 'asked'
  return { fact: 'InitiativeLinked' as const, ...input, lead: facts.ownerPartner, consent, on: today }
}

/** The owner says yes or no, and may change its mind to yes; who is not its lead writes down where and when it said so. */
export function decideConsent(
  facts: model.OriginFacts,
  input: { action: number; answer: model.ConsentAnswer; words: string },
  standing: Standing,
  today: string,
) {
  if (facts.initiative === null) return model.notLinked
  const stopped = mayRecord(facts)
  if (stopped) return stopped
  if (input.answer === 'given' && facts.consent === 'given') return model.consentGivenAlready
  if (input.answer === 'refused' && facts.consent === 'withdrawn') return model.consentRefusedAlready
  return ownersWord(facts, input.words, standing) ?? said(consentFacts[input.answer], facts, input, today)
}

/** The owner may withdraw at any time, also from work that was stopped (U5.6). It need not say why. */
export function decideWithdrawal(
  facts: model.OriginFacts,
  input: { action: number; words: string },
  standing: Standing,
  today: string,
) {
  if (facts.initiative === null) return model.notLinked
  if (facts.consent === 'withdrawn') return model.consentWithdrawnAlready
  return ownersWord(facts, input.words, standing) ?? said('ConsentWithdrawn', facts, input, today)
}

const consentFacts = { given: 'ConsentGiven', refused: 'ConsentRefused' } as const

const ownersWord = (facts: model.OriginFacts, words: string, standing: Standing): Refusal | null =>
  words === '' && !standing.leads.includes(facts.owner!) ? model.ownersWordNeeded : null

const said = <const F extends string>(
  fact: F,
  facts: model.OriginFacts,
  { action, words }: { action: number; words: string },
  on: string,
) => ({ fact, action, initiative: facts.initiative!, words, on })

/** Work joins an initiative of the organisation that leads it, where that organisation answers once for all. */
export function decideJoin(
  facts: model.OriginFacts & { joining: model.InitiativeFacts | null },
  input: { action: number; initiative: number },
  today: string,
) {
  const stopped = mayRecord(facts)
  if (stopped) return stopped
  if (facts.initiative !== null) return model.initiativeAlready
  if (!facts.joining) return model.initiativeUnknown
  if (facts.joining.owner !== facts.lead) return model.notOfLead
  if (facts.joining.reporting !== 'answers-once') return model.answersElsewhere
  if (facts.joining.consent !== null) return model.linkedAlready
  return { fact: 'InitiativeJoined' as const, ...input, on: today }
}

/** From then on it is answered for this partnership alone. */
export function decideLeave(facts: model.OriginFacts) {
  if (facts.initiative === null) return model.notLinked
  const stopped = mayRecord(facts)
  if (stopped) return stopped
  if (facts.reporting !== 'answers-once') return model.nothingToLeave
  return { fact: 'InitiativeLeft' as const, action: facts.action, initiative: facts.initiative }
}

export function decideQuotation(
  facts: { quotedAlready: boolean },
  input: { initiative: number; on: string; words: string; address: string },
  today: string,
) {
  if (input.on > today) return model.publishedLater
  const unfit = unfitAddress(input.address, 'address')
  if (unfit) return unfit
  return facts.quotedAlready ? model.quotedAlready : { fact: 'PublicationQuoted' as const, ...input }
}

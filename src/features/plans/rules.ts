// The rules about plans: what state a version may go to, who may do what, and what each verb decides.

import { createHash } from 'node:crypto'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Standing } from '../../operation/actor.ts'
import { leadsFor } from '../../operation/permission.ts'
import * as model from './model.ts'

const mayFollow: Record<model.State, readonly model.State[]> = {
  draft: ['proposed'],
  proposed: ['draft', 'adopted'],
  adopted: ['superseded'],
  superseded: [],
}

/** A version goes draft → proposed → adopted → superseded; only a proposal may go back. */
export const mayBecome = (from: model.State, to: model.State): boolean => mayFollow[from].includes(to)

/** Only a draft is written in; everything else is frozen. */
export const mayEdit = (state: model.State): Refusal | null => (state === 'draft' ? null : model.frozen[state])

/** A partner speaks for itself: its lead, or a coordinator who writes down what the partner said. */
export const mayAnswerFor = (facts: { organisation: number }, standing: Standing): Refusal | null =>
  leadsFor(standing, facts.organisation)
    ? null
    : refuse('not-yours', 'Only this partner’s lead, or a coordinator, can answer for it.')

export interface StartFacts {
  readonly communityPlan: boolean
  readonly placeKnown: boolean
  readonly parentKnown: boolean
}

interface Beginning {
  readonly kind: model.PlanKind
  readonly place: string | null
  readonly community: string
  readonly parentPlan: number | null
}

/** One plan for the whole area; a locality plan names its place and a community's plan its community. */
export function mayBegin(facts: StartFacts, input: Beginning): Refusal | null {
  if (input.kind === 'community' && facts.communityPlan) return model.communityPlanExists
  if (input.kind === 'locality' && input.place === null) return model.placeNeeded
  if (input.place !== null && !facts.placeKnown) return model.placeUnknown
  if (input.kind === 'community-of-interest' && input.community === '') return model.communityNeeded
  if (input.parentPlan !== null && !facts.parentKnown) return model.parentPlanUnknown
  return null
}

export const mayLast = (starts: string, ends: string): Refusal | null => (ends > starts ? null : model.endsFirst)

/** A short mark of an outcome's wording: two editors saw the same when their marks are equal. */
export const seenOf = (words: model.OutcomeWords): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        words.theme,
        words.parent,
        words.title,
        words.description,
        words.horizon,
        [...words.dimensions].sort(),
        words.partner,
      ]),
    )
    .digest('hex')
    .slice(0, 16)

export interface OutcomeFacts {
  readonly state: model.State
  readonly themes: readonly number[]
  /** All outcomes of the version, with what each is part of. */
  readonly outcomes: readonly { readonly id: number; readonly parent: number | null }[]
  /** Outcomes of the wider plan this plan belongs to. */
  readonly wider: readonly number[]
  readonly partners: readonly number[]
}

/** Whether an outcome's place among the others holds: its theme, what it is part of, who is responsible. */
export function mayStand(
  facts: OutcomeFacts,
  outcome: number | null,
  input: Pick<model.OutcomeWords, 'theme' | 'parent' | 'partner'>,
): Refusal | null {
  const refused = mayEdit(facts.state)
  if (refused) return refused
  if (!facts.themes.includes(input.theme)) return model.themeUnknown
  if (input.parent !== null) {
    if (!facts.outcomes.some(one => one.id === input.parent) && !facts.wider.includes(input.parent))
      return model.parentUnknown
    if (outcome !== null && isWithin(facts.outcomes, input.parent, outcome)) return model.parentCircle
  }
  if (input.partner !== null && !facts.partners.includes(input.partner)) return model.partnerUnknown
  return null
}

/** Whether `one` is `of` or a part of it, at any depth. */
function isWithin(outcomes: OutcomeFacts['outcomes'], one: number, of: number): boolean {
  const parents = new Map(outcomes.map(outcome => [outcome.id, outcome.parent]))
  const met = new Set<number>()
  for (let at: number | null = one; at !== null && !met.has(at); at = parents.get(at) ?? null) {
    if (at === of) return true
    met.add(at)
  }
  return false
}

/** Nobody writes over words they have not seen. */
export const maySaveOver = (
  facts: { now: model.OutcomeWords; changedBy: string | null },
  seen: string,
): Refusal | null => (seenOf(facts.now) === seen ? null : model.changedMeanwhile(facts.changedBy))

/** What is proposed has a vision and something to reach. */
export function decideProposal(facts: model.VersionFacts, today: string) {
  const refused = mayEdit(facts.state)
  if (refused) return refused
  if (facts.vision === '') return model.visionMissing
  if (facts.outcomes === 0) return model.outcomesMissing
  return { fact: 'VersionProposed' as const, version: facts.version, plan: facts.plan, on: today }
}

/** Going back to the draft sets partners' answers aside: they agreed to words that may now change. */
export const decideWithdrawal = (facts: model.VersionFacts) =>
  mayBecome(facts.state, 'draft')
    ? { fact: 'ProposalWithdrawn' as const, version: facts.version, plan: facts.plan }
    : facts.state === 'draft'
      ? model.notProposed
      : model.frozen[facts.state]

/** Adopting freezes a version and replaces the one before; every change after the first says what changed, and why. */
export function decideAdoption(
  facts: model.VersionFacts,
  input: { adoptedOn: string; where: string; because: string },
  today: string,
) {
  if (facts.state === 'draft') return model.notProposed
  if (!mayBecome(facts.state, 'adopted')) return model.frozen[facts.state]
  if (input.adoptedOn > today) return model.adoptedInFuture
  if (facts.adoptedBefore !== null && input.adoptedOn < facts.adoptedBefore) return model.adoptedTooEarly
  if (facts.adoptedBefore !== null && input.because === '') return model.becauseMissing
  return { fact: 'VersionAdopted' as const, version: facts.version, plan: facts.plan, ...input }
}

/** The next version is drafted from the adopted words, one at a time. */
export function decideNext(facts: { plan: number; adopted: number | null; open: number | null; last: number }) {
  if (facts.open !== null) return model.versionOpen
  if (facts.adopted === null) return model.nothingAdopted
  return { fact: 'NextVersionDrafted' as const, plan: facts.plan, from: facts.adopted, number: facts.last + 1 }
}

export const decideDiscard = (facts: model.VersionFacts) =>
  facts.state === 'draft'
    ? { fact: 'DraftDiscarded' as const, version: facts.version, plan: facts.plan, number: facts.number }
    : facts.state === 'proposed'
      ? model.notDraft
      : model.frozen[facts.state]

/** Partners answer what is put to them: a proposed version, or the adopted one. */
export function mayVoice(facts: { state: model.State; left: boolean }): Refusal | null {
  if (facts.left) return model.partnerHasLeft
  if (facts.state === 'draft') return model.notForVoices
  return facts.state === 'superseded' ? model.noLongerCurrent : null
}

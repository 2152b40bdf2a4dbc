// The verbs by which partners answer a plan: endorsing a version, saying what they stress, linking their own objectives.

import { choice, ref, refs, text } from '../../operation/fields.ts'
import { operation } from '../../operation/operation.ts'
import * as model from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const voice = { version: ref('Version'), partner: ref('Partner') }

export const endorse = operation({
  name: 'plans.endorse',
  summary: 'Say that a partner agrees with a version of the plan, with a reservation if it has one.',
  scope: 'partnership',
  about: 'plan-version',
  input: {
    ...voice,
    reservation: text('Reservation', {
      max: 1000,
      optional: true,
      hint: 'Leave blank if there is none. Everyone can read it',
    }),
  },
  load: (db, input) => store.voiceFacts(db, input.version, input.partner),
  permit: rules.mayAnswerFor,
  decide: (facts, input, { today }) =>
    rules.mayVoice(facts) ?? { fact: 'VersionEndorsed' as const, plan: facts.plan, on: today, ...input },
  write: async (db, fact, { partnership, actor }) => {
    const said = { endorsed_on: fact.on, reservation: fact.reservation, person_id: actor.person }
    await db
      .insertInto('endorsement')
      .values({ partnership_id: partnership!.id, version_id: fact.version, partner_id: fact.partner, ...said })
      .onConflict(again => again.columns(['partnership_id', 'version_id', 'partner_id']).doUpdateSet(said))
      .execute()
    return { id: fact.version }
  },
  tell: (fact, facts, { partnership, address, actor }) =>
    facts.coordinators
      .filter(to => to !== actor.person)
      .map(to => ({
        to,
        subject: `${facts.partnerName} agrees with “${facts.title}”`,
        body: `${facts.partnerName} agrees with version ${facts.number} of “${facts.title}”${fact.reservation ? `, with a reservation:\n\n${fact.reservation}` : ', without a reservation.'}\n\n${address}/p/${partnership!.slug}/plans/${fact.plan}/versions/${fact.version}`,
      })),
})

export const stress = operation({
  name: 'plans.stress',
  summary: 'Say what a partner stresses in a version of the plan.',
  scope: 'partnership',
  about: 'plan-version',
  input: {
    ...voice,
    principle: choice('What comes first for you', model.principles),
    outcomes: refs('Outcomes that matter most to you'),
    words: text('In your own words', { max: 600, optional: true }),
  },
  load: (db, input) => store.voiceFacts(db, input.version, input.partner),
  permit: rules.mayAnswerFor,
  decide: (facts, input) =>
    rules.mayVoice(facts) ??
    (input.outcomes.every(outcome => facts.outcomes.includes(outcome))
      ? { fact: 'StressRecorded' as const, ...input }
      : model.outcomeUnknown),
  write: async (db, fact, { partnership }) => {
    await store.stress(db, partnership!.id, fact)
    return { id: fact.version }
  },
})

const link = { objective: ref('Objective'), outcome: ref('Outcome') }

export const linkObjective = operation({
  name: 'plans.link-objective',
  summary: 'Link an objective of a partner’s own to a shared outcome.',
  scope: 'partnership',
  about: 'outcome',
  input: link,
  load: (db, input) => store.objectiveFacts(db, input.objective, input.outcome),
  permit: rules.mayAnswerFor,
  decide: (facts, input) => (facts.linked ? model.linkedAlready : { fact: 'ObjectiveLinked' as const, ...input }),
  write: async (db, fact, { partnership }) => {
    await db
      .insertInto('objective_outcome')
      .values({ partnership_id: partnership!.id, objective_id: fact.objective, outcome_id: fact.outcome })
      .execute()
    return { id: fact.outcome }
  },
})

export const unlinkObjective = operation({
  name: 'plans.unlink-objective',
  summary: 'Take away the link between a partner’s objective and an outcome.',
  scope: 'partnership',
  about: 'outcome',
  input: link,
  load: (db, input) => store.objectiveFacts(db, input.objective, input.outcome),
  permit: rules.mayAnswerFor,
  decide: (facts, input) => (facts.linked ? { fact: 'ObjectiveUnlinked' as const, ...input } : model.notLinked),
  write: async (db, fact) => {
    await db
      .deleteFrom('objective_outcome')
      .where('objective_id', '=', fact.objective)
      .where('outcome_id', '=', fact.outcome)
      .execute()
    return { id: fact.outcome }
  },
})

// The verbs of the eight principles: what we will do about one, and afterwards what happened.

import { choice, ref, text } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import * as core from '../model.ts'
import { mayRun } from '../rules.ts'
import { engagementFacts } from '../store.ts'
import * as rules from './rules.ts'

const engagement = ref('Engagement')
const principle = choice('Principle', core.principles)
const evidence = text('How anyone can see that', {
  max: 1000,
  optional: true,
  hint: 'What shows it: a document, a number, a web address',
})

export const planPrinciple = operation({
  name: 'engagement.plan-principle',
  summary: 'Say what will be done about one of the eight principles, before an engagement closes.',
  scope: 'partnership',
  about: 'engagement',
  input: { engagement, principle, words: text('What we will do', { max: 1000, hint: 'A line or two' }), evidence },
  load: (db, input) => engagementFacts(db, input.engagement),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayPlanPrinciple(facts, today) ?? { fact: 'PrinciplePlanned' as const, ...input, on: today },
  write: async (db, fact, { partnership }) => {
    const plan = { plan: fact.words, plan_evidence: fact.evidence, planned_on: fact.on }
    await db
      .insertInto('engagement_principle')
      .values({
        partnership_id: partnership!.id,
        engagement_id: fact.engagement,
        principle: fact.principle,
        ...plan,
        reviewed_on: null,
      })
      .onConflict(again => again.columns(['partnership_id', 'engagement_id', 'principle']).doUpdateSet(plan))
      .execute()
    return { id: fact.engagement }
  },
})

export const reviewPrinciple = operation({
  name: 'engagement.review-principle',
  summary: 'Say what happened with one of the eight principles, after an engagement has closed.',
  scope: 'partnership',
  about: 'engagement',
  input: {
    engagement,
    principle,
    words: text('What happened', { max: 1000, hint: 'A line or two, also where it did not work' }),
    evidence,
  },
  load: (db, input) => engagementFacts(db, input.engagement),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayReviewPrinciple(facts, today) ?? { fact: 'PrincipleReviewed' as const, ...input, on: today },
  write: async (db, fact, { partnership }) => {
    const review = { review: fact.words, review_evidence: fact.evidence, reviewed_on: fact.on }
    await db
      .insertInto('engagement_principle')
      .values({
        partnership_id: partnership!.id,
        engagement_id: fact.engagement,
        principle: fact.principle,
        ...review,
        planned_on: null,
      })
      .onConflict(again => again.columns(['partnership_id', 'engagement_id', 'principle']).doUpdateSet(review))
      .execute()
    return { id: fact.engagement }
  },
})

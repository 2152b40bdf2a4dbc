// The rules of an engagement: who may run it, and when it may be announced, opened and closed.

import { daysBetween, monthsAfter } from '../../kernel/days.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { longDate } from '../../kernel/words.ts'
import type { Standing } from '../../operation/actor.ts'
import { actsFor } from '../../operation/permission.ts'
import * as model from './model.ts'

/** Coordinators, and whoever acts for the body that asks. */
export const mayRun = (
  { organisation }: { readonly organisation: number | null },
  standing: Standing,
): Refusal | null => (actsFor(standing, organisation) ? null : model.notYours)

const mostDays = 731

export function mayLast(opens: string, closes: string): Refusal | null {
  if (closes < opens) return model.closesFirst
  return daysBetween(opens, closes) > mostDays ? model.tooLong : null
}

/** Personal details are kept until a year after closing, so that people can still be told what became of it. */
export const eraseOn = (closes: string): string => monthsAfter(closes, 12)

/** What was named and is not there. */
export function unknownIn(facts: {
  readonly organisationKnown: boolean
  readonly outcomesKnown: boolean
  readonly placesKnown: boolean
}): Refusal | null {
  if (!facts.organisationKnown) return refuse('organisation-unknown', 'Choose the body from the list.', 'organisation')
  if (!facts.outcomesKnown) return refuse('outcome-unknown', 'Choose the outcomes from the list.', 'outcomes')
  return facts.placesKnown ? null : refuse('place-unknown', 'Choose the places from the list.', 'places')
}

/** The promise is made before people take part; nobody changes it under them. */
export function mayPromise(facts: model.EngagementFacts, answerDue: string): Refusal | null {
  if (facts.linked) return model.linkedOnly
  return mayChange(facts) ?? (answerDue <= facts.closes ? answerTooSoon : null)
}

/** The last day moves only as far as the day by which people were promised an answer. */
export const keepsPromise = ({ answerDue }: { readonly answerDue: string | null }, closes: string): Refusal | null =>
  answerDue === null || closes < answerDue
    ? null
    : refuse(
        'after-the-answer',
        `People get an answer by ${longDate(answerDue)}. Promise a later day first, or close sooner.`,
        'closes',
      )

const answerTooSoon = refuse('answer-too-soon', 'The answer can only come after the last day.', 'answerDue')

/** Before it opens everything may still be changed. */
export function mayChange({ state }: Pick<model.EngagementFacts, 'state'>): Refusal | null {
  if (state === 'called-off') return model.calledOff
  return state === 'draft' || state === 'announced' ? null : model.openAlready
}

/** As long as it is not called off: what is recorded about it afterwards. */
export const mayRecord = ({ state }: Pick<model.EngagementFacts, 'state'>): Refusal | null =>
  state === 'called-off' ? model.calledOff : null

/** Until it is over; what people said and what became of it then stays. */
export const mayCallOff = (facts: Pick<model.EngagementFacts, 'state'>): Refusal | null =>
  mayRecord(facts) ?? (facts.state === 'closed' ? overAlready : null)

const overAlready = refuse('over-already', 'This has closed already, so it cannot be called off.')

export function mayAnnounce(
  facts: model.EngagementFacts & { readonly decidedBy: string; readonly answerDue: string | null },
): Refusal | null {
  if (facts.state === 'called-off') return model.calledOff
  if (facts.state !== 'draft') return refuse('announced-already', 'Everyone can see it already.')
  if (!facts.linked && (facts.decidedBy === '' || facts.answerDue === null))
    return refuse(
      'no-answer-promised',
      'Say first who decides, and by when people will get an answer. It is the promise that people take part on.',
    )
  return null
}

export function mayOpen(
  facts: model.EngagementFacts,
  ready: { readonly activities: readonly number[]; readonly empty: readonly string[] },
  today: string,
): Refusal | null {
  if (facts.linked) return model.linkedOnly
  if (facts.state === 'called-off') return model.calledOff
  if (facts.state === 'draft') return refuse('not-announced', 'Announce it first.')
  if (facts.state !== 'announced') return model.openAlready
  if (today < facts.opens)
    return refuse('too-early', 'It opens by itself on its first day. Change the day to open it sooner.')
  if (today > facts.closes) return refuse('too-late', 'Its last day has passed. Change its days first.')
  if (ready.activities.length === 0) return refuse('nothing-to-do', 'Add at least one thing for people to do first.')
  if (ready.empty.length)
    return refuse(
      'activity-empty',
      `People could not answer yet: ${ready.empty.map(title => `“${title}”`).join(', ')}. Add questions or things to choose from.`,
    )
  return null
}

export function mayClose(facts: model.EngagementFacts): Refusal | null {
  if (facts.linked) return model.linkedOnly
  return facts.state === 'open' ? null : facts.state === 'closed' ? model.closed : model.notOpenYet
}

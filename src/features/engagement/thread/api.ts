// What the public API says of one engagement and its thread, named field by field. It names no person, and the number
// of people behind a theme is left out where it is small.

import { z } from 'zod'
import { isSmall } from '../../../kernel/suppression.ts'
import type { AskingHere } from '../../../operation/ask.ts'
import { read } from '../../../operation/read.ts'
import { threadHere } from './engagement-page.tsx'
import type { Priority } from './queries.ts'

const named = z.object({ id: z.number(), title: z.string() })
const reading = z.object({ period: z.string(), ends: z.string(), value: z.number() })
const decision = z.object({
  answer: z.string(),
  reason: z.string(),
  decidedBy: z.string(),
  decidedOn: z.string(),
  responsible: z.string().nullable(),
  /** The day on which another answer took its place. */
  replacedOn: z.string().nullable(),
})
const priority = z.object({
  id: z.number(),
  title: z.string(),
  words: z.string(),
  namedOn: z.string(),
  themes: z.array(named.extend({ people: z.number().nullable() })),
  quotes: z.array(z.object({ words: z.string(), who: z.string() })),
  decision: decision.nullable(),
  earlierDecisions: z.array(decision),
  actions: z.array(
    named.extend({
      lead: z.string().nullable(),
      linkedOn: z.string(),
      starts: z.string(),
      ends: z.string(),
      stoppedOn: z.string().nullable(),
      lateSince: z.string().nullable(),
      lastReached: z.object({ words: z.string(), on: z.string() }).nullable(),
      nextMilestone: z.object({ words: z.string(), due: z.string() }).nullable(),
    }),
  ),
  indicators: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      unit: z.string(),
      linkedOn: z.string(),
      nextDue: z.string().nullable(),
      /** The newest figure of a time that ended by the decision, and those since; no proof of a cause. */
      before: reading.nullable(),
      since: z.array(reading),
    }),
  ),
})

const decisionOf = (one: Priority['decisions'][number]): z.infer<typeof decision> => ({
  answer: one.answer,
  reason: one.reason,
  decidedBy: one.decidedBy,
  decidedOn: one.on,
  responsible: one.organisation,
  replacedOn: one.replacedOn,
})

const readingOf = ({ period, ends, value }: z.infer<typeof reading>): z.infer<typeof reading> => ({
  period,
  ends,
  value,
})

const priorityOf = (one: Priority): z.infer<typeof priority> => ({
  id: one.id,
  title: one.title,
  words: one.words,
  namedOn: one.namedOn,
  themes: one.themes.map(({ id, title, people }) => ({ id, title, people: isSmall(people) ? null : people })),
  quotes: one.quotes.map(({ words, who }) => ({ words, who })),
  decision: one.decision && decisionOf(one.decision),
  earlierDecisions: one.decisions.filter(each => each.replacedOn !== null).map(decisionOf),
  actions: one.actions.map(work => ({
    id: work.id,
    title: work.title,
    lead: work.lead,
    linkedOn: work.linkedOn,
    starts: work.starts,
    ends: work.ends,
    stoppedOn: work.stopped,
    lateSince: work.lateSince,
    lastReached: work.reached,
    nextMilestone: work.next,
  })),
  indicators: one.figures.map(({ indicator, linkedOn, before, since }) => ({
    id: indicator.id,
    name: indicator.name,
    unit: indicator.unit,
    linkedOn,
    nextDue: indicator.due,
    before: before && readingOf(before),
    since: since.map(readingOf),
  })),
})

export const oneEngagement = read({
  name: 'engagement.one',
  summary:
    'One engagement: what was asked, how many took part, what people want, what was decided and done, what changed, and what is still owed.',
  at: '/partnerships/:slug/engagements/:engagement',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({
    asAt: z.string(),
    id: z.number(),
    title: z.string(),
    purpose: z.string(),
    subject: z.string(),
    audience: z.string(),
    mustReach: z.string(),
    level: z.string(),
    state: z.string(),
    askedBy: z.object({ id: z.number().nullable(), name: z.string() }),
    decidedBy: z.string(),
    opens: z.string(),
    closes: z.string(),
    answerDue: z.string().nullable(),
    admits: z.string(),
    linked: z.boolean(),
    address: z.string(),
    heard: z.string(),
    calledOff: z.object({ on: z.string(), because: z.string() }).nullable(),
    outcomes: z.array(named),
    places: z.array(z.object({ code: z.string(), name: z.string() })),
    activities: z.array(
      named.extend({
        kind: z.string(),
        about: z.string(),
        heldOn: z.string().nullable(),
        venue: z.string(),
        attended: z.number().nullable(),
        /** Answers that were counted, and how they came; null before the first count. */
        responses: z.number().nullable(),
        bySource: z
          .object({ online: z.number(), paper: z.number(), recorded: z.number(), imported: z.number() })
          .nullable(),
      }),
    ),
    priorities: z.array(priority),
    /** Days after the day that was promised; 0 or less is in time. */
    answer: z.object({ answered: z.boolean(), daysLate: z.number(), daysAfterClosing: z.number() }).nullable(),
    owed: z.array(
      z.object({
        kind: z.enum(['answer', 'action', 'action-late', 'measure', 'reading']),
        priority: z.number().nullable(),
        title: z.string(),
        since: z.string(),
        days: z.number(),
      }),
    ),
  }),
  read: async (asking, params) => {
    const found = await threadHere(asking as AskingHere, params)
    if (!found) return null
    return {
      asAt: found.today,
      id: found.id,
      title: found.title,
      purpose: found.purpose,
      subject: found.subject,
      audience: found.audience,
      mustReach: found.mustReach,
      level: found.level,
      state: found.state,
      askedBy: { id: found.organisation, name: found.organisationName },
      decidedBy: found.decidedBy,
      opens: found.opens,
      closes: found.closes,
      answerDue: found.answerDue,
      admits: found.admits,
      linked: found.linked,
      address: found.address,
      heard: found.heard,
      calledOff: found.calledOffOn === null ? null : { on: found.calledOffOn, because: found.calledOffBecause },
      outcomes: found.outcomes.map(({ id, title }) => ({ id, title })),
      places: found.places.map(({ code, name }) => ({ code, name })),
      activities: found.activities.map(one => {
        const counted = found.counts.find(count => count.activity === one.id)
        const { online = 0, paper = 0, recorded = 0, imported = 0 } = counted?.sources ?? {}
        return {
          id: one.id,
          kind: one.kind,
          title: one.title,
          about: one.about,
          heldOn: one.heldOn,
          venue: one.venue,
          attended: one.attended,
          responses: counted?.responses ?? null,
          bySource: counted ? { online, paper, recorded, imported } : null,
        }
      }),
      priorities: found.priorities.map(priorityOf),
      answer: found.lateness && {
        answered: found.lateness.answered,
        daysLate: found.lateness.late,
        daysAfterClosing: found.lateness.afterClosing,
      },
      owed: found.owed.map(({ kind, priority: of, title, since, days }) => ({
        kind,
        priority: of,
        title,
        since,
        days,
      })),
    }
  },
})

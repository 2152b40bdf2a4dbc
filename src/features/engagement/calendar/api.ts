// What the public API says of the calendar and of what was answered, named field by field. Drafts are not in it.

import { z } from 'zod'
import type { AskingHere } from '../../../operation/ask.ts'
import { afterNumber, listOf, listQuery, pageOf, read } from '../../../operation/read.ts'
import { bodyYears } from './body-years.ts'
import { calendarRows, closedRows, everything } from './queries.ts'

const body = z.object({ id: z.number().nullable(), name: z.string() })

export const listEngagements = read({
  name: 'engagement.calendar',
  summary: 'What any partner asks the public: past, present and coming, run here or only linked.',
  at: '/partnerships/:slug/engagements',
  audience: 'anyone',
  query: z.object(listQuery),
  answer: listOf(
    z.object({
      id: z.number(),
      title: z.string(),
      subject: z.string(),
      audience: z.string(),
      level: z.string(),
      askedBy: body,
      opens: z.string(),
      closes: z.string(),
      state: z.string(),
      linked: z.boolean(),
      address: z.string(),
      heard: z.string(),
      answerDue: z.string().nullable(),
      outcomes: z.array(z.number()),
      places: z.array(z.string()),
    }),
  ),
  read: async (asking, _params, { cursor, limit }) => {
    const { db, partnership } = asking as AskingHere
    const after = afterNumber(cursor)
    const rows = await calendarRows(db, { name: partnership.name, drafts: false }, everything)
    const items = rows
      .filter(row => row.id > after)
      .sort((a, b) => a.id - b.id)
      .map(row => ({
        id: row.id,
        title: row.title,
        subject: row.subject,
        audience: row.audience,
        level: row.level,
        askedBy: { id: row.organisation, name: row.organisationName },
        opens: row.opens,
        closes: row.closes,
        state: row.state,
        linked: row.linked,
        address: row.address,
        heard: row.heard,
        answerDue: row.due,
        outcomes: row.outcomes.map(one => one.id),
        places: row.places.map(one => one.code),
      }))
    return pageOf(items, limit, row => String(row.id))
  },
})

export const listAnswered = read({
  name: 'engagement.answered',
  summary: 'How much of what was asked was ever answered, by who asked and by the year it closed.',
  at: '/partnerships/:slug/engagements/answered',
  audience: 'anyone',
  query: z.object({}),
  answer: z.object({
    asAt: z.string(),
    items: z.array(
      z.object({
        askedBy: body,
        year: z.number(),
        closed: z.number(),
        answerDue: z.number(),
        answered: z.number(),
        inTime: z.number(),
        late: z.number(),
        owed: z.number(),
        owedSince: z.string().nullable(),
        notDueYet: z.number(),
        priorities: z.object({
          named: z.number(),
          yes: z.number(),
          inPart: z.number(),
          no: z.number(),
          undecided: z.number(),
          withAction: z.number(),
          withReading: z.number(),
        }),
      }),
    ),
  }),
  read: async asking => {
    const { db, partnership, today } = asking as AskingHere
    const rows = bodyYears(await closedRows(db, partnership.name), today)
    return {
      asAt: today,
      items: rows.map(row => ({
        askedBy: { id: row.organisation, name: row.organisationName },
        year: row.year,
        closed: row.closed,
        answerDue: row.due,
        answered: row.answered,
        inTime: row.inTime,
        late: row.late,
        owed: row.owed,
        owedSince: row.owedSince,
        notDueYet: row.awaited,
        priorities: {
          named: row.named,
          yes: row.yes,
          inPart: row.inPart,
          no: row.no,
          undecided: row.undecided,
          withAction: row.acted,
          withReading: row.measured,
        },
      })),
    }
  },
})

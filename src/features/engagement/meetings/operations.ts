// The verbs of meetings: record when it was and who came, write down the points that were made, take a slip out again.

import { date, flag, line, maybe, ref, text, whole } from '../../../operation/fields.ts'
import { operation } from '../../../operation/operation.ts'
import { mayRun } from '../rules.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const activity = ref('Meeting')

export const recordMeeting = operation({
  name: 'engagement.record-meeting',
  summary: 'Say when and where a meeting is, and afterwards how many came.',
  scope: 'partnership',
  about: 'activity',
  input: {
    activity,
    on: date('Day of the meeting'),
    venue: line('Where', { hint: 'For example: the town hall, 7 pm' }),
    attended: maybe(whole('How many people came', 0, 1_000_000, { hint: 'Leave it blank until it was held' })),
    words: text('What it is about', { max: 3000, optional: true }),
  },
  load: (db, input) => store.meetingFacts(db, input.activity),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayRecordMeeting(facts, input, today) ?? { fact: 'MeetingRecorded' as const, ...input },
  write: async (db, fact) => {
    await db
      .updateTable('activity')
      .set({ held_on: fact.on, venue: fact.venue, attended: fact.attended, about: fact.words })
      .where('id', '=', fact.activity)
      .execute()
    return { id: fact.activity }
  },
})

export const recordPoint = operation({
  name: 'engagement.record-point',
  summary: 'Write down a point that was made at a meeting, in your own words. Everyone sees it at once.',
  scope: 'partnership',
  about: 'said',
  input: {
    activity,
    words: text('A point that was made', {
      max: 1000,
      hint: 'One thing at a time. No names, and nothing that shows who said it.',
    }),
    quotable: flag('It may be quoted', { hint: 'Whoever said it agreed that their words are used' }),
  },
  load: (db, input) => store.meetingFacts(db, input.activity),
  permit: mayRun,
  decide: (facts, input, { today }) =>
    rules.mayRecordPoint(facts, today) ?? { fact: 'PointRecorded' as const, ...input, version: facts.version },
  write: async (db, fact, { partnership, now }) => ({ id: await store.writePoint(db, partnership!.id, fact, now) }),
  /** What people said is erased on its day, so history does not have it. */
  keep: ({ fact, activity }) => ({ fact, activity }),
})

export const removePoint = operation({
  name: 'engagement.remove-point',
  summary: 'Take out a point that was written down wrongly, on the same day.',
  scope: 'partnership',
  about: 'said',
  input: { point: ref('Point') },
  load: (db, input) => store.pointFacts(db, input.point),
  permit: mayRun,
  decide: (facts, { point }, { today }) =>
    rules.mayRemovePoint(facts, today) ?? {
      fact: 'PointRemoved' as const,
      activity: facts.activity,
      point,
      response: facts.response,
      on: today,
    },
  write: async (db, fact) => {
    await store.removePoint(db, fact)
    return { id: fact.point }
  },
  keep: ({ fact, activity, point }) => ({ fact, activity, point }),
})

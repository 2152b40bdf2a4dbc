// Strathmuir asks what Harbour Row should become: an exercise that is open, with ideas, statements and comparisons.

import { daysAfter } from '../src/kernel/days.ts'
import type { Name } from './cast.ts'
import type { Event, Teller } from './teller.ts'
import { activityKey, deviceOf, drawn, engagementKey, plans, slug, voice } from './voice.ts'

const runs: Name = 'aileen'
const here = (teller: Teller) => teller.number(engagementKey('harbour'))
const part = (teller: Teller, key: string) => teller.number(activityKey(`harbour ${key}`))
const aileen = (teller: Teller, verb: string, raw: Readonly<Record<string, unknown>>) => voice(teller, runs, verb, raw)
const at = (on: string, words: string, tell: Event['tell']): Event => ({ on, words, tell })

const compared = [
  'Rents that a new shop can pay',
  'Lights that work',
  'Seats, trees and shelter',
  'A market every Saturday',
  'Flats above the shops',
  'A bus stop in the street itself',
] as const

const statements = [
  'Cars should not drive through Harbour Row on Saturdays.',
  'Empty shops should be let for a pound a week to anyone with a good idea.',
  'The street needs more flats, even if that means fewer shops.',
  'I would come more often if there were somewhere warm to sit without buying anything.',
  'The council should buy the three largest empty shops.',
  'Free parking matters more than trees.',
  'The street should be lit until one in the morning.',
  'A chain shop is better than an empty one.',
] as const

/** Two ways of seeing the street, so that there is something to find: 1 agrees, −1 does not, 0 passes. */
const views: readonly (readonly number[])[] = [
  [1, 1, 1, 1, 1, -1, 1, -1],
  [-1, 1, -1, 1, -1, 1, 1, 1],
]

const ideas = [
  [
    'A workshop where anyone can mend things',
    'Tools, two benches and somebody who knows. Old Woolworths has the room.',
    9,
  ],
  ['A toilet that is open', 'People leave the street because there is none after four.', 12],
  ['School art in the empty windows', 'The art department has more than it can hang.', 5],
  ['A café run by the sixth form', 'Cheap soup, and they learn to run something.', 7],
  ['One number for all empty shops', 'Nobody knows who owns them or what they would cost.', 6],
  ['Dry seats facing the water', 'The best view in Muirton, and you stand in the rain.', 8],
] as const

const waiting = ['Sunday car boot sale in the fish yard', 'It is empty all Sunday and has a roof.'] as const

const opens = (day: (days: number) => string): readonly Event[] => [
  at(day(-47), 'Planning to ask about Harbour Row', async teller => {
    const engagement = await plans(teller, runs, {
      key: 'harbour',
      title: 'Harbour Row: what comes next?',
      purpose:
        'Eleven shops on Harbour Row are empty. There is money for one year of work on the street. We want to know what it should be for, and what people would do there themselves.',
      subject: 'high street, shops',
      audience: 'Everyone who lives, works or shops in Muirton',
      level: 'involve',
      opens: day(-20),
      closes: day(26),
      outcomes: ['water-shops'],
      places: ['X02000002', 'X02000003'],
    })
    await aileen(teller, 'promise-answer', {
      engagement,
      decidedBy: 'The partnership board',
      answerDue: day(110),
      mustReach: 'People who rent above the shops, young people, shopkeepers who left',
      admits: 'anyone',
      resultsShown: 'while-open',
    })
    const add = async (key: string, kind: string, title: string, about: string, more = {}) =>
      teller.keep(
        activityKey(`harbour ${key}`),
        await aileen(teller, 'add-activity', { engagement, kind, title, about, ...more }),
      )
    const pairs = await add('pairs', 'pairs', 'What should come first?', 'Two things at a time. Which matters more?')
    for (const title of compared) await aileen(teller, 'add-option', { activity: pairs, title })
    const opinions = await add(
      'statements',
      'statements',
      'What do you think?',
      'Short statements that people made at the market. Agree, disagree or pass. You can add your own.',
      { peopleAdd: 'yes' },
    )
    for (const words of statements) await aileen(teller, 'add-statement', { activity: opinions, words })
    await add('ideas', 'ideas', 'Your ideas for the street', 'What would you like to see, or do yourself?')
    await aileen(teller, 'plan-principle', {
      engagement,
      principle: 'reaching-out',
      words: 'A stall at the market on four Saturdays, with tablets and paper.',
      evidence: 'The market’s own dates',
    })
    await aileen(teller, 'plan-principle', {
      engagement,
      principle: 'commitment',
      words:
        'The board has put £90,000 aside and will say what it is for, thing by thing, three months after this closes.',
      evidence: 'Board paper 7, 17 September 2026',
    })
  }),
  at(day(-40), 'Announcing it', async teller => {
    await aileen(teller, 'announce', { engagement: here(teller) })
  }),
  at(day(-20), 'Opening it', async teller => {
    await aileen(teller, 'open', { engagement: here(teller) })
  }),
]

const strength = [9, 6, 5, 4, 3, 2]

const answers = (day: (days: number) => string): readonly Event[] => [
  at(day(-15), 'People compare at the market', async teller => {
    const activity = part(teller, 'pairs')
    const options = await teller.finds(runs, slug, ({ db }) =>
      db.selectFrom('ranked_option').select('id').where('activity_id', '=', activity).orderBy('position').execute(),
    )
    for (let n = 0; n < 18; n++)
      for (let step = 1; step <= 3; step++) {
        const [one, other] = [n % 6, (n + step) % 6]
        const chosen = drawn(
          [
            [one, strength[one]!],
            [other, strength[other]!],
          ],
          n * 17 + step,
        )
        const id = (index: number) => options[index]!.id
        await teller.anybody(
          'engagement.compare',
          { activity, device: deviceOf('harbour', n), one: id(one), other: id(other), chosen: String(id(chosen)) },
          slug,
        )
      }
  }),
  at(day(-12), 'People say what they think', async teller => {
    const activity = part(teller, 'statements')
    const listed = await teller.finds(runs, slug, ({ db }) =>
      db.selectFrom('statement').select('id').where('activity_id', '=', activity).orderBy('id').execute(),
    )
    const words = { 1: 'agree', 0: 'pass', [-1]: 'disagree' } as Readonly<Record<number, string>>
    for (let n = 0; n < 24; n++)
      for (const [index, { id }] of listed.entries()) {
        const mostly = views[n % 3 === 2 ? 1 : 0]![index]!
        const stance = drawn(
          [
            [mostly, 8],
            [0, 1],
            [-mostly, 1],
          ],
          n * 31 + index,
        )
        await teller.anybody(
          'engagement.take-stance',
          { activity, device: deviceOf('harbour', n), statement: id, stance: words[stance] },
          slug,
        )
      }
  }),
  at(day(-10), 'People give ideas, and support those of others', async teller => {
    const activity = part(teller, 'ideas')
    for (const [n, [title, words]] of ideas.entries())
      await teller.anybody(
        'engagement.give-idea',
        { activity, device: deviceOf('harbour', n), title, words, place: 'X02000002' },
        slug,
      )
    const rows = await teller.finds(runs, slug, ({ db }) =>
      db.selectFrom('idea').select(['id', 'title']).where('activity_id', '=', activity).orderBy('id').execute(),
    )
    for (const { id } of rows) await aileen(teller, 'moderate', { thing: 'idea', number: id, verdict: 'show' })
    for (const [index, [, , supporters]] of ideas.entries())
      for (let n = 0; n < supporters; n++)
        await teller.anybody(
          'engagement.support-idea',
          { idea: rows[index]!.id, device: deviceOf('harbour', 20 + n) },
          slug,
        )
    await teller.anybody(
      'engagement.comment-on-idea',
      {
        idea: rows[1]!.id,
        device: deviceOf('harbour', 21),
        words: 'The one in the library closes at four too. A key from the café would do.',
      },
      slug,
    )
    const comment = await teller.finds(runs, slug, ({ db }) =>
      db.selectFrom('idea_comment').select('id').executeTakeFirstOrThrow(),
    )
    await aileen(teller, 'moderate', { thing: 'comment', number: comment.id, verdict: 'show' })
    await teller.anybody(
      'engagement.give-idea',
      { activity, device: deviceOf('harbour', 40), title: waiting[0], words: waiting[1] },
      slug,
    )
  }),
  // What was shown and hidden meanwhile makes it count a second time, as the clock would.
  ...[-9, -8].map(days =>
    at(day(days), 'Counting what people compared, said and wanted', async teller => {
      for (const key of ['pairs', 'statements', 'ideas'])
        await teller.sets('engagement.count', { activity: part(teller, key) }, slug)
    }),
  ),
]

/** It is open on the day the story is told, however late that is. */
export function harbour(today: string): readonly Event[] {
  const day = (days: number) => daysAfter(today, days)
  return [...opens(day), ...answers(day)]
}

// Strathmuir asks how people get home after six: a finished exercise, from the question to what changed.

import type { Name } from './cast.ts'
import { bodyKey } from './plans.ts'
import type { Event, Teller } from './teller.ts'
import { activityKey, deviceOf, drawn, engagementKey, plans, slug, voice } from './voice.ts'

const runs: Name = 'rosie'
const here = (teller: Teller) => teller.number(engagementKey('evenings'))
const questions = (teller: Teller) => teller.number(activityKey('evenings questions'))
const hall = (teller: Teller) => teller.number(activityKey('evenings hall'))

/** How each principle is to be kept, and how it was. */
const principles = [
  [
    'commitment',
    'The board agreed in November to answer each thing by the end of April.',
    'It answered on 21 April, nine days before it had promised.',
    'Minutes of the board, 21 April 2026',
  ],
  [
    'outcome',
    'Every page and sheet begins with what can change: times, stops and how to book, until the contract ends.',
    'Four people in ten wrote about just these. Fares were asked about too, and we had not said that they were fixed.',
    'The answers, sorted',
  ],
  [
    'diversity',
    'Paper at the library, the surgery and both village halls. An evening in Glenmuir hall.',
    'People under 25 answered as often as others. We heard from few people who cannot get about at all.',
    'Who took part, against who lives here',
  ],
  [
    'lessons',
    'The glens were asked about buses in 2024. We begin with what they said then.',
    'Nobody told us that they had been asked this before.',
    'The plan for Glenmuir',
  ],
  [
    'reaching-out',
    'Mina rides the 18:10 and the 20:10 for a week, with sheets.',
    'Nine of the eleven sheets that came back were filled in on the bus.',
    'Batch 1',
  ],
] as const

/** What people wrote; the theme it is about, as those who sorted it saw it. Not all of them agreed. */
const texts: readonly (readonly [words: string, theme: string | null, other?: string | null])[] = [
  ['I finish at nine at the hotel. The last bus is at ten past eight, so my dad drives 14 miles to fetch me.', 'late'],
  ['A bus at half past ten on Fridays would be enough.', 'late'],
  ['My shift ends at half past nine. I turned down extra hours because I could not get home.', 'late'],
  ['The stop at the harbour has no light. I wait in the doorway of the chip shop.', 'dark'],
  ['£6.40 there and back is an hour’s work for my daughter.', 'fare'],
  ['Choir ends at nine. I used to go.', 'late'],
  ['Could a small bus come when you ring for it? The big one is empty most nights.', 'ring'],
  ['The late train comes in at five past ten. Nothing meets it on a Saturday.', 'late'],
  ['I would take the bus if I did not have to stand at the road end in the dark.', 'dark'],
  ['My gran will not use an app. Let her phone.', 'ring'],
  ['No bus at all on Sunday night, and college starts on Monday at nine.', 'late'],
  ['Two of us by taxi pay less than by bus.', 'fare'],
  ['One lamp at the Strathellan road end. Please.', 'dark'],
  ['The drivers are kind. Tell them.', null],
  ['A bus you can book, with a human at the other end of the phone.', 'ring'],
  ['Under 22s go free, but my son is 23 and on the lowest wage.', 'fare'],
  ['Half past eight is too early for anyone who works in a kitchen.', 'late'],
  ['I am 81. I go to things in the afternoon, or not at all.', 'late', null],
  ['Dark, wet and no seat. That is the stop at the surgery.', 'dark'],
  ['Mend the drains first, then talk about buses.', null],
  ['We share lifts in our street. It would help to know who else is going.', 'ring', null],
  ['If it came back at ten I could do the evening class.', 'late'],
]

const priorities = [
  {
    key: 'late',
    title: 'A later bus home',
    words: 'Work, classes and the late train end after the last bus has gone.',
    answer: 'in-part',
    body: 'transport',
    reason:
      'From 3 August the last bus on weekdays leaves Muirton at 22:15, two hours later than now. Saturdays and Sundays would cost £31,000 a year more than the contract has, so they wait for the new one in April 2027.',
    actions: ['bus'],
    indicators: ['seats'],
  },
  {
    key: 'dark',
    title: 'A light where people wait',
    words: 'People stay at home because they would have to wait in the dark.',
    answer: 'yes',
    body: 'council',
    reason:
      'The stop at the harbour gets a lamp and a seat in May. From now on a broken lamp near a stop is mended within three days. The two road ends get posts with the sun’s power by March 2027.',
    actions: ['lights'],
    indicators: ['dark'],
  },
  {
    key: 'ring',
    title: 'A bus or a lift that comes when you ring',
    words: 'A big bus is often empty. People would rather ring, and talk to somebody.',
    answer: 'yes',
    body: 'glenmuir',
    reason:
      'The lift scheme of the Glenmuir Trust will take calls until ten at night, for both glens, and the council pays for the phone.',
    actions: ['lift'],
    indicators: [],
  },
  {
    key: 'fare',
    title: 'Fares that low pay can carry',
    words: 'A return ticket costs some people an hour’s pay.',
    answer: 'no',
    body: 'transport',
    reason:
      'Fares are fixed in the contract until March 2027, and lowering them before then would cost £48,000 a year that nobody has. They are on the list for the new contract, and you will be asked about it in the autumn of 2026.',
    actions: [],
    indicators: [],
  },
] as const

const themes = {
  late: ['The last bus goes too early', 'Times, days and the late train.'],
  dark: ['Waiting in the dark', 'Lamps, seats and shelter at stops.'],
  fare: ['What it costs', 'Fares, and who travels free.'],
  ring: ['Ring and be fetched', 'Buses and lifts that can be booked.'],
} as const

const at = (on: string, words: string, tell: Event['tell']): Event => ({ on, words, tell })
const rosie = (teller: Teller, verb: string, raw: Readonly<Record<string, unknown>>) => voice(teller, runs, verb, raw)

const asks: readonly Event[] = [
  at('2025-12-02', 'Planning to ask about evenings', async teller => {
    const engagement = await plans(teller, runs, {
      key: 'evenings',
      title: 'Getting home after six',
      purpose:
        'The evening bus runs until March 2027. We want to know when people need to get home, what stops them, and what to change while it runs.',
      subject: 'evening buses',
      audience: 'Everyone in Glenmuir and Strathellan, and everyone who works in Muirton in the evening',
      level: 'involve',
      opens: '2026-01-12',
      closes: '2026-02-22',
      body: 'voluntary',
      outcomes: ['travel', 'glen-bus'],
      places: ['X02000001', 'X02000007'],
    })
    await rosie(teller, 'promise-answer', {
      engagement,
      decidedBy: 'The partnership board',
      answerDue: '2026-04-30',
      mustReach: 'People who work late, young people without a car, people over 75',
      admits: 'anyone',
      resultsShown: 'after-closing',
    })
    const activity = await rosie(teller, 'add-activity', {
      engagement,
      kind: 'questionnaire',
      title: 'Tell us about your evenings',
      about: 'Four questions, about five minutes. Answer for yourself, or together with somebody who needs a hand.',
    })
    teller.keep(activityKey('evenings questions'), activity)
    await rosie(teller, 'add-question', {
      activity,
      kind: 'one',
      title: 'How do you mostly get home after six?',
      options: 'By bus\nBy car, driving\nSomebody fetches me\nOn foot or by bike\nI do not go out after six',
      required: true,
    })
    await rosie(teller, 'add-question', {
      activity,
      kind: 'several',
      title: 'What stops you from taking the bus?',
      options:
        'The last one is too early\nIt costs too much\nI do not like waiting in the dark\nThe stop is too far away\nNothing stops me',
    })
    await rosie(teller, 'add-question', {
      activity,
      kind: 'scale',
      title: 'How safe do you feel at your stop after dark?',
      steps: '1-5',
      low: 'Not safe at all',
      high: 'Very safe',
    })
    await rosie(teller, 'add-question', {
      activity,
      kind: 'text',
      title: 'What would change most for you?',
    })
    await rosie(teller, 'ask-about', { activity, groupings: ['age'] })
    teller.keep(
      activityKey('evenings hall'),
      await rosie(teller, 'add-activity', {
        engagement,
        kind: 'meeting',
        title: 'An evening in Glenmuir hall',
        about: 'Soup at six. The 20:10 waits for us until half past.',
      }),
    )
    for (const [principle, words] of principles)
      await rosie(teller, 'plan-principle', { engagement, principle, words, evidence: 'The plan of this exercise' })
  }),
  at('2025-12-16', 'Announcing it', async teller => {
    await rosie(teller, 'announce', { engagement: here(teller) })
  }),
  at('2026-01-12', 'Opening it, and printing sheets', async teller => {
    await rosie(teller, 'open', { engagement: here(teller) })
    teller.keep(
      'batch evenings',
      await rosie(teller, 'make-batch', {
        activity: questions(teller),
        sheets: 12,
        note: 'The library, the surgery, and Mina on the bus',
      }),
    )
  }),
]

const ways = [
  ['a', 22],
  ['b', 14],
  ['c', 13],
  ['d', 5],
  ['e', 6],
] as const
const stops = [
  ['a', 24],
  ['b', 10],
  ['c', 15],
  ['d', 5],
  ['e', 6],
] as const
const safety = [
  ['1', 9],
  ['2', 14],
  ['3', 13],
  ['4', 8],
  ['5', 4],
] as const
const ages = [
  ['16-24', 14],
  ['25-34', 9],
  ['35-44', 9],
  ['45-54', 8],
  ['55-64', 9],
  ['65-74', 6],
  ['75-over', 3],
  ['prefer-not-to-say', 5],
] as const

/** The answers of the n-th person; every second wrote something, as long as there is something to write. */
const answersOf = (n: number) => ({
  q1: drawn(ways, n),
  q2: [...new Set([drawn(stops, n + 500), drawn(stops, n + 900)])],
  q3: drawn(safety, n + 1300),
  ...(n % 2 === 0 && texts[n / 2] ? { q4: texts[n / 2]![0], 'q4.quote': 'yes' } : {}),
  q5: drawn(ages, n + 1700),
})

const people = 46
const sheets = 9

const answers: readonly Event[] = [
  ...Array.from({ length: 6 }, (_, week) =>
    at(`2026-01-${13 + week}`, 'People tell about their evenings', async teller => {
      for (let n = week; n < people; n += 6)
        await teller.anybody(
          'engagement.respond',
          { activity: questions(teller), device: deviceOf('evenings', n), answers: answersOf(n) },
          slug,
        )
    }),
  ),
  at('2026-02-03', 'An evening in Glenmuir hall', async teller => {
    await rosie(teller, 'record-meeting', {
      activity: hall(teller),
      on: '2026-02-03',
      venue: 'Glenmuir village hall',
      attended: 38,
    })
    for (const words of [
      'A bus at ten would let people stay to the end of anything.',
      'Most would rather ring for a lift than wait for a bus that is empty.',
      'The road end is where people are afraid, not the bus.',
    ])
      await rosie(teller, 'record-point', { activity: hall(teller), words, quotable: 'yes' })
  }),
  at('2026-02-23', 'Closing it, and typing in what came on paper', async teller => {
    await rosie(teller, 'close', { engagement: here(teller) })
    const batch = teller.number('batch evenings')
    const enter = (sheet: number, raw: Readonly<Record<string, unknown>>) =>
      voice(teller, 'mina', 'enter-sheet', { batch, sheet, ...raw })
    for (let sheet = 1; sheet <= sheets; sheet++)
      await enter(sheet, { state: 'filled', answers: answersOf(1001 + 2 * sheet) })
    await enter(10, { state: 'blank', answers: {} })
    await enter(11, { state: 'spoilt', answers: {} })
    await voice(teller, 'mina', 'close-batch', { batch })
  }),
  at('2026-02-24', 'Counting', async teller => {
    await teller.sets('engagement.count', { activity: questions(teller) }, slug)
    await teller.sets('engagement.count', { activity: hall(teller) }, slug)
  }),
]

/** The numbers of what people wrote, by their words. */
async function written(teller: Teller): Promise<ReadonlyMap<string, number>> {
  const rows = await teller.finds(runs, slug, ({ db }) =>
    db.selectFrom('said').select(['id', 'words']).where('activity_id', '=', questions(teller)).execute(),
  )
  return new Map(rows.map(row => [row.words, row.id]))
}

const hears: readonly Event[] = [
  at('2026-03-02', 'Sorting what people wrote', async teller => {
    const engagement = here(teller)
    const numbers = new Map<string, number>()
    for (const [key, [title, words]] of Object.entries(themes))
      numbers.set(key, await rosie(teller, 'add-theme', { engagement, title, words }))
    const said = await written(teller)
    const sorts = async (who: Name, words: string, theme: string | null) => {
      const number = said.get(words)
      if (number === undefined) return
      const about = theme === null ? { none: 'yes' } : { themes: [numbers.get(theme)!] }
      await voice(teller, who, 'sort', { said: number, ...about })
    }
    for (const [words, theme, other = theme] of texts) {
      await sorts(runs, words, theme)
      await sorts('mina', words, other)
    }
    const quotes = { late: texts[0]![0], dark: texts[3]![0], fare: texts[4]![0], ring: texts[9]![0] }
    for (const [theme, words] of Object.entries(quotes)) {
      const number = said.get(words)
      if (number !== undefined)
        await rosie(teller, 'choose-quote', { said: number, theme: numbers.get(theme)!, who: '' })
    }
    for (const { key, title, words } of priorities)
      teller.keep(
        `priority ${key}`,
        await rosie(teller, 'name-priority', { engagement, title, words, themes: [numbers.get(key)!] }),
      )
  }),
  at('2026-04-21', 'The board answers', async teller => {
    for (const { key, answer, reason, body } of priorities)
      await voice(teller, 'aileen', 'decide', {
        priority: teller.number(`priority ${key}`),
        answer,
        reason,
        organisation: teller.number(bodyKey(body)),
        decidedBy: 'The partnership board',
        decidedOn: '2026-04-21',
      })
  }),
  at('2026-05-05', 'Saying what is done about it', async teller => {
    for (const { key, actions, indicators } of priorities) {
      const priority = teller.number(`priority ${key}`)
      for (const action of actions)
        await rosie(teller, 'link-action', { priority, action: teller.number(`action ${action}`) })
      for (const indicator of indicators)
        await rosie(teller, 'link-indicator', { priority, indicator: teller.number(`indicator ${indicator}`) })
    }
  }),
  at('2026-05-12', 'Looking back at how it was done', async teller => {
    for (const [principle, , words, evidence] of principles)
      await rosie(teller, 'review-principle', { engagement: here(teller), principle, words, evidence })
  }),
]

export const evenings: readonly Event[] = [...asks, ...answers, ...hears]

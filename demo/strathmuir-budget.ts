// Strathmuir lets people of the Waterside decide about £40,000: suggested, checked, voted on, counted, and followed by work.

import type { Name } from './cast.ts'
import type { Event, Teller } from './teller.ts'
import { deviceOf, drawn, engagementKey, plans, slug, voice } from './voice.ts'

const runs: Name = 'aileen'
const here = (teller: Teller) => teller.number(engagementKey('waterside'))
const budget = (teller: Teller) => teller.number('budget waterside')
const aileen = (teller: Teller, verb: string, raw: Readonly<Record<string, unknown>>) =>
  teller.does(runs, `budgeting.${verb}`, raw, slug)
const at = (on: string, words: string, tell: Event['tell']): Event => ({ on, words, tell })

interface ProjectTold {
  readonly key: string
  readonly title: string
  readonly words: string
  /** What its writer thought it would cost, and what it does. */
  readonly guess: number
  readonly cost?: number
  /** Why it cannot be done. */
  readonly because?: string
}

const projects: readonly ProjectTold[] = [
  {
    key: 'benches',
    title: 'Six benches along the quay',
    words: 'With backs and arms, so that you can get up again.',
    guess: 3000,
    cost: 5400,
  },
  {
    key: 'kitchen',
    title: 'A kitchen in the community hall',
    words: 'A cooker, a sink and a fridge, for the lunch club and for anyone who rents the hall.',
    guess: 15000,
    cost: 14800,
  },
  {
    key: 'garden',
    title: 'A garden on the empty plot in Ferry Lane',
    words: 'Raised beds, a shed and a tap. Eleven families have said that they would look after it.',
    guess: 6000,
    cost: 7200,
  },
  {
    key: 'lights',
    title: 'Lights on the path to the school',
    words: 'Children walk it in the dark from November to February.',
    guess: 9000,
    cost: 11500,
  },
  {
    key: 'boat',
    title: 'A boat for the youth club',
    words: 'A second-hand skiff and life jackets. Two of us can teach.',
    guess: 4000,
    cost: 4600,
  },
  {
    key: 'pitch',
    title: 'A pitch that drains',
    words: 'It is under water from October to March.',
    guess: 20000,
    cost: 26500,
  },
  {
    key: 'mural',
    title: 'Paint the sea wall',
    words: 'With the school and the painter who did the harbour office.',
    guess: 2500,
    cost: 3100,
  },
  {
    key: 'bridge',
    title: 'A footbridge to the retail park',
    words: 'It is ten minutes closer.',
    guess: 30000,
    because: 'The council’s engineers say that it would cost about £240,000, and the far bank is not ours.',
  },
]

/** What people who live at one end of the Waterside and at the other want, and how often. */
const tastes: readonly (readonly (readonly [key: string, share: number])[])[] = [
  [
    ['kitchen', 8],
    ['benches', 7],
    ['garden', 3],
    ['lights', 5],
    ['mural', 2],
  ],
  [
    ['pitch', 8],
    ['boat', 7],
    ['lights', 6],
    ['mural', 3],
    ['garden', 2],
  ],
  [
    ['garden', 8],
    ['lights', 5],
    ['benches', 4],
    ['mural', 4],
    ['kitchen', 2],
  ],
]

const voters = 54
const onPaper = 6

/** The ballot of the n-th voter: two to four projects. */
const ballotOf = (n: number): string[] => {
  const taste = tastes[n % 7 < 3 ? 0 : n % 7 < 5 ? 1 : 2]!
  return [...new Set(Array.from({ length: 2 + (n % 3) }, (_, choice) => drawn(taste, n * 41 + choice)))]
}

/** What each project is called on the ballot. */
async function codes(teller: Teller): Promise<ReadonlyMap<string, string>> {
  const rows = await teller.finds(runs, slug, ({ db }) =>
    db.selectFrom('project').select(['title', 'code']).where('budget_id', '=', budget(teller)).execute(),
  )
  return new Map(projects.map(({ key, title }) => [key, rows.find(row => row.title === title)!.code]))
}

/** The codes that were printed and handed out, in the order of the voters. */
let printed: readonly string[] = []

export const waterside: readonly Event[] = [
  at('2026-05-19', 'Planning that people of the Waterside decide', async teller => {
    const engagement = await plans(teller, runs, {
      key: 'waterside',
      title: 'The Waterside decides',
      purpose: 'People of the Waterside choose what £40,000 are spent on. What wins the vote is done.',
      subject: 'local money',
      audience: 'Everyone over 11 who lives in Muirton Waterside',
      level: 'decide-together',
      opens: '2026-09-07',
      closes: '2026-09-27',
      outcomes: ['belong', 'water-shops'],
      places: ['X02000002'],
    })
    await voice(teller, runs, 'promise-answer', {
      engagement,
      decidedBy: 'Everyone who votes',
      answerDue: '2026-10-31',
      mustReach: 'Young people, and people who are not on any list',
      admits: 'codes',
      resultsShown: 'after-closing',
    })
    teller.keep(
      'budget waterside',
      await aileen(teller, 'start-budget', {
        engagement,
        title: '£40,000 for the Waterside',
        about: 'Half comes from the council’s community fund, half from Glen and Harbour Homes.',
        amount: 40000,
        place: 'X02000002',
        suggestUntil: '2026-08-02',
        ballot: 'approval',
        least: 1,
        rule: 'equal-shares',
        completion: 'add1-utilitarian',
        tieBreak: 'votes-cost-list',
      }),
    )
    await voice(teller, runs, 'plan-principle', {
      engagement,
      principle: 'diversity',
      words: 'A letter with a code to every home for each person over 11, in four languages.',
      evidence: 'The list of addresses, 1 June 2026',
    })
    await voice(teller, runs, 'announce', { engagement })
  }),
  at('2026-06-15', 'People suggest projects', async teller => {
    for (const [n, { title, words, guess }] of projects.entries())
      await teller.anybody(
        'budgeting.suggest-project',
        { budget: budget(teller), device: deviceOf('waterside', n), title, words, place: 'X02000002', cost: guess },
        slug,
      )
  }),
  at('2026-08-10', 'Finding out what can be done, and what it costs', async teller => {
    const rows = await teller.finds(runs, slug, ({ db }) =>
      db.selectFrom('project').select(['id', 'title']).where('budget_id', '=', budget(teller)).execute(),
    )
    for (const { key, title, cost, because } of projects) {
      const project = teller.keep(`project ${key}`, rows.find(row => row.title === title)!.id)
      await aileen(teller, 'show-project', { project })
      await aileen(
        teller,
        'check-project',
        cost === undefined ? { project, feasible: 'no', because } : { project, feasible: 'yes', cost, because: '' },
      )
      if (cost !== undefined) await aileen(teller, 'shortlist-project', { project })
    }
    await aileen(teller, 'prepare-vote', { budget: budget(teller) })
    const made = { engagement: here(teller), howMany: 80 }
    printed = (await teller.reveals(runs, 'engagement.make-codes', made, slug)).split('\n')
  }),
  at('2026-09-07', 'The Waterside votes', async teller => {
    await voice(teller, runs, 'open', { engagement: here(teller) })
    const { activity } = await vote(teller)
    const named = await codes(teller)
    for (let n = 0; n < voters; n++)
      await teller.anybody(
        'engagement.respond',
        {
          activity,
          device: deviceOf('waterside', 100 + n),
          code: printed[n],
          answers: { [await question(teller)]: ballotOf(n).map(key => named.get(key)!) },
        },
        slug,
      )
    teller.keep('batch waterside', await voice(teller, runs, 'make-batch', { activity, sheets: 10, note: 'The hall' }))
  }),
  at('2026-09-28', 'Typing in ballots from paper, twice', async teller => {
    await voice(teller, runs, 'close', { engagement: here(teller) })
    const batch = teller.number('batch waterside')
    const named = await codes(teller)
    const id = await question(teller)
    for (const who of ['aileen', 'priya'] as const)
      for (let sheet = 1; sheet <= onPaper + 1; sheet++)
        await voice(teller, who, 'enter-sheet', {
          batch,
          sheet,
          ...(sheet > onPaper
            ? { state: 'spoilt', answers: {} }
            : {
                state: 'filled',
                code: printed[voters + sheet],
                answers: { [id]: ballotOf(200 + sheet).map(key => named.get(key)!) },
              }),
        })
    await voice(teller, runs, 'close-batch', { batch })
  }),
  at('2026-09-29', 'Counting how many voted', async teller => {
    await teller.sets('engagement.count', { activity: (await vote(teller)).activity }, slug)
  }),
  at('2026-10-06', 'Counting, and saying what wins', async teller => {
    await aileen(teller, 'count-vote', { budget: budget(teller), because: '' })
    await aileen(teller, 'publish-result', { budget: budget(teller) })
  }),
]

/** The activity that people vote in. */
async function vote(teller: Teller): Promise<{ activity: number }> {
  const row = await teller.finds(runs, slug, ({ db }) =>
    db
      .selectFrom('activity')
      .select('id')
      .where('engagement_id', '=', here(teller))
      .where('kind', '=', 'vote')
      .executeTakeFirstOrThrow(),
  )
  return { activity: row.id }
}

/** The name of the one question on the ballot. */
async function question(teller: Teller): Promise<string> {
  const { activity } = await vote(teller)
  const row = await teller.finds(runs, slug, ({ db }) =>
    db.selectFrom('activity_form').select('questions').where('activity_id', '=', activity).executeTakeFirstOrThrow(),
  )
  return row.questions[0]!.id
}

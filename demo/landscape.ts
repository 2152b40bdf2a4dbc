// How the groups, plans and dates of Strathmuir came into the system in 2026, and what was then done about the clutter.

import { spreadsheet } from './group-words.ts'
import { bodyKey } from './plans.ts'
import { groups } from './strathmuir-groups.ts'
import { cyclesTold, plansTold } from './strathmuir-plans.ts'
import type { Event, Teller } from './teller.ts'

const slug = 'strathmuir'

interface Listed {
  readonly groups: readonly {
    readonly id: number
    readonly name: string
    readonly seats: readonly { readonly id: number }[]
  }[]
}

/** The number of a group by its name, as it is called on the day. */
async function groupOf(teller: Teller, name: string): Promise<number> {
  const { groups: listed } = await teller.asks<Listed>('aileen', 'landscape.groups', {}, slug)
  return listed.find(one => one.name === name)!.id
}

/** Somebody whom nobody has named holds each seat of a group, from a day on. */
async function fills(teller: Teller, group: number, on = '') {
  const { groups: listed } = await teller.asks<Listed>('aileen', 'landscape.groups', {}, slug)
  for (const { id } of listed.find(one => one.id === group)!.seats) await does(teller, 'fill-seat', { seat: id, on })
}

const aileen = (on: string, words: string, tell: Event['tell']): Event => ({ on, words, tell })
const does = (teller: Teller, verb: string, raw: Readonly<Record<string, unknown>>) =>
  teller.does('aileen', `landscape.${verb}`, raw, slug)
const outcome = (teller: Teller, key: string) => teller.number(`outcome ${key}`)

const comesIn: readonly Event[] = [
  aileen('2026-06-22', 'Bringing in the spreadsheet of groups', async teller => {
    const file = { name: 'Groups and members June 2026 FINAL v3.csv', bytes: spreadsheet(groups) }
    const sent = await does(teller, 'send-groups', { file })
    await does(teller, 'take-suggestions', { import: sent })
    await does(teller, 'bring-in-groups', { import: sent })
  }),
  aileen('2026-06-23', 'The group that is no more', async teller => {
    const group = await does(teller, 'add-group', {
      name: 'Getting About Group',
      kind: 'thematic',
      remit: 'Buses, roads, paths and ferries; getting to work, school and care.',
      meetings: '4',
      minutes: '120',
      since: '2016-06-01',
    })
    for (const body of ['transport', 'council', 'nhs', 'college'] as const)
      await does(teller, 'add-seat', {
        group,
        organisation: teller.number(bodyKey(body)),
        office: body === 'transport' ? 'chair' : 'member',
        filledBy: 'nominated',
        voting: true,
        on: '2016-06-01',
      })
    await fills(teller, group, '2016-06-01')
    await does(teller, 'end-group', {
      group,
      because: 'Its officer retired and was not replaced. Nobody took over what it minded.',
      on: '2024-09-30',
    })
    await does(teller, 'record-restructuring', {
      on: '2024-09-30',
      name: 'The Getting About Group ends',
      reason: 'Its officer retired. The regional transport partnership was to take its place, and was never asked.',
    })
  }),
  aileen('2026-06-24', 'Linking the joint board', async teller => {
    const body = await does(teller, 'register-joint-body', {
      name: 'Strathmuir and Lorne Integration Joint Board',
      legalBasis: 'Public Bodies (Joint Working) (Scotland) Act 2014',
      ownGovernance: 'Its own voting members: four councillors and four from the health board. It answers to both.',
    })
    teller.keep('joint board', body)
    await does(teller, 'link-joint-body', {
      body,
      reports:
        'Its yearly performance report, each September, and what it puts into “People live longer in good health”.',
      meetings: '6',
      minutes: '180',
    })
    await does(teller, 'set-estimates', { preparation: '1.5', hourCost: '38' })
  }),
]

const clearsUp: readonly Event[] = [
  aileen('2026-07-06', 'One table for warm homes, on paper', async teller => {
    const scenario = await does(teller, 'draft-scenario', {
      name: 'One table for warm homes',
      why: 'The task group was set up for three years in 2021. Four of its five members also sit in the Housing Partnership and hear everything twice.',
      group: await groupOf(teller, 'Fuel Poverty Task Group'),
      into: await groupOf(teller, 'Housing Partnership'),
    })
    teller.keep('warm homes', scenario)
    await does(teller, 'share-scenario', { scenario })
  }),
  aileen('2026-09-03', 'One table for warm homes, made so', async teller => {
    await does(teller, 'adopt-scenario', {
      scenario: teller.number('warm homes'),
      on: '2026-09-03',
      reason: 'The board agreed on 3 September: the Housing Partnership minds warm homes as a standing item.',
    })
  }),
  aileen('2026-09-04', 'Showing the structure to everybody', async teller => {
    await does(teller, 'publish-structure', {})
  }),
  aileen('2026-11-10', 'Money for families, on paper', async teller => {
    const scenario = await does(teller, 'draft-scenario', {
      name: 'One group for families’ money',
      why: 'Two groups meet about families with too little money. The same five bodies sit in both.',
      group: await groupOf(teller, 'Financial Inclusion Forum'),
      into: await groupOf(teller, 'Child Poverty Group'),
    })
    await does(teller, 'add-step', {
      scenario,
      kind: 'retire',
      group: await groupOf(teller, 'Data and Evidence Group'),
    })
    await does(teller, 'share-scenario', { scenario })
  }),
]

const beforeSomethingNew: readonly Event[] = [
  aileen('2026-09-15', 'A national initiative arrives', async teller => {
    const proposal = await does(teller, 'propose', {
      kind: 'national-initiative',
      name: 'Early Help for Families',
      purpose:
        'Help for families before things go wrong: one worker who knows them, money, and support with parenting.',
      askedBy: 'Ministers, children and families directorate',
      outcomes: [outcome(teller, 'poverty'), outcome(teller, 'leavers')],
      organisations: (['council', 'nhs', 'voluntary'] as const).map(body => teller.number(bodyKey(body))),
    })
    await does(teller, 'give-to-group', {
      proposal,
      group: await groupOf(teller, 'Children and Families Partnership'),
      because: 'Everybody it wants at a table sits at this one, and both outcomes are in its remit.',
      adapts: 'both',
      adaptsWords:
        'We report on it in the children’s services report, not in one of its own. They accept our locality teams as the “one worker”.',
      repeats: 'The advice workers in schools, and half of what the Child Poverty Group does.',
    })
  }),
  aileen('2026-10-13', 'A new group nevertheless', async teller => {
    const proposal = await does(teller, 'propose', {
      kind: 'group',
      name: 'Storm Recovery Group',
      purpose:
        'Recovery after the storms of September: grants, repairs to piers and paths, and people who lost their homes.',
      outcomes: [outcome(teller, 'belong')],
      organisations: (['council', 'shore', 'homes', 'voluntary'] as const).map(body => teller.number(bodyKey(body))),
    })
    await does(teller, 'set-up-nevertheless', {
      proposal,
      kind: 'working-group',
      because:
        'The Resilience Group gets ready for storms and has neither the housing bodies nor the voluntary sector in it. This group meets every fortnight; in January we ask whether it is still needed.',
      sponsor: teller.number(bodyKey('council')),
      review: '2027-01-15',
    })
    const group = await groupOf(teller, 'Storm Recovery Group')
    await teller.changes('aileen', 'landscape.describe-group', { group }, { meetings: '26', minutes: '60' }, slug)
    await fills(teller, group)
  }),
  {
    on: '2026-11-12',
    words: 'Somebody asks for a food partnership',
    tell: async teller => {
      await teller.does(
        'rosie',
        'landscape.propose',
        {
          kind: 'group',
          name: 'Food Partnership',
          purpose:
            'Good food that families can afford: school meals, growing food, and what the hospitals and schools buy locally.',
          outcomes: [outcome(teller, 'health'), outcome(teller, 'poverty')],
          organisations: (['council', 'nhs', 'voluntary', 'enterprise'] as const).map(body =>
            teller.number(bodyKey(body)),
          ),
        },
        slug,
      )
    },
  },
]

interface Required {
  readonly items: readonly { readonly id: number; readonly code: string | null }[]
}

const mustWrite: readonly Event[] = [
  aileen('2026-06-29', 'The register of plans and dates', async teller => {
    await does(teller, 'take-starter-requirements', {})
    const { items } = await teller.asks<Required>('aileen', 'landscape.requirements', {}, slug)
    const requirement = (code: string) => items.find(one => one.code === code)!.id
    for (const { key, body, name, kind, state = 'in-force', from, to, pages, hours, reports, ...one } of plansTold) {
      const [reportsAYear = '', reportHours = ''] = reports ?? []
      const registered = await does(teller, 'register-plan', {
        organisation: body ? teller.number(bodyKey(body)) : '',
        name,
        kind,
        state,
        from,
        to,
        requirements: (one.meets ?? []).map(requirement),
        contains: one.contains ?? [],
        outcomes: (one.outcomes ?? []).map(known => outcome(teller, known)),
        pages: pages ?? '',
        hours: hours ?? '',
        reportsAYear,
        reportHours,
      })
      teller.keep(`registered ${key}`, registered)
    }
    for (const { body, plan, ...cycle } of cyclesTold)
      await does(teller, 'add-cycle', {
        ...cycle,
        organisation: body ? teller.number(bodyKey(body)) : '',
        registeredPlan: plan ? teller.number(`registered ${plan}`) : '',
      })
  }),
]

const atLorne: readonly Event[] = [
  {
    on: '2026-10-06',
    words: 'Lorne links the joint board too',
    tell: async teller => {
      const lorne = (verb: string, raw: Readonly<Record<string, unknown>>) =>
        teller.does('iona', `landscape.${verb}`, raw, 'lorne')
      const forum = await lorne('add-group', {
        name: 'Partnership forum',
        kind: 'board',
        remit: 'Agrees the well-being plan of Lorne and the Isles.',
        meetings: '4',
        minutes: '180',
        since: '2024-09-10',
      })
      for (const body of ['lorneCouncil', 'nhs', 'police', 'fire', 'enterprise'] as const)
        await lorne('add-seat', {
          group: forum,
          organisation: teller.number(bodyKey(body)),
          office: body === 'lorneCouncil' ? 'chair' : 'member',
          filledBy: 'ex-officio',
          voting: true,
        })
      await lorne('link-joint-body', {
        body: teller.number('joint board'),
        reports: 'How care reaches the islands, twice a year.',
        meetings: '6',
        minutes: '180',
      })
      await lorne('publish-structure', {})
    },
  },
]

/** Who met in the autumn; the others did not. */
const metLately: readonly (readonly [group: string, on: string])[] = [
  ['Partnership Board', '2026-09-03'],
  ['Executive Group', '2026-10-29'],
  ['Children and Families Partnership', '2026-10-13'],
  ['Child Poverty Group', '2026-10-15'],
  ['Young People’s Employment Group', '2026-09-22'],
  ['Local Employability Partnership', '2026-11-10'],
  ['Economy Group', '2026-09-10'],
  ['Health and Well-being Alliance', '2026-09-17'],
  ['Alcohol and Drug Partnership', '2026-11-04'],
  ['Housing Partnership', '2026-11-03'],
  ['Community Safety Partnership', '2026-09-16'],
  ['Community Justice Partnership', '2026-10-22'],
  ['Climate and Nature Forum', '2026-09-29'],
  ['Resilience Group', '2026-10-20'],
  ['Glenmuir Locality Partnership', '2026-10-06'],
  ['Muirton Waterside Locality Partnership', '2026-10-14'],
  ['Port Ellick Locality Partnership', '2026-11-11'],
]

const meetings = aileen('2026-11-12', 'Who met in the autumn', async teller => {
  const { groups: listed } = await teller.asks<Listed>('aileen', 'landscape.groups', {}, slug)
  for (const [name, lastMet] of metLately)
    await does(teller, 'record-meeting', { group: listed.find(one => one.name === name)!.id, lastMet })
})

const workedOut = (today: string, at: 'strathmuir' | 'lorne'): Event => ({
  on: today,
  words: 'Working out hours and overlaps',
  tell: async teller => {
    await teller.sets('landscape.work-out', {}, at)
  },
})

export const landscapeEvents = (today: string): readonly Event[] => [
  ...comesIn,
  ...mustWrite,
  ...clearsUp,
  ...beforeSomethingNew,
  ...atLorne,
  meetings,
  workedOut(today, 'strathmuir'),
  workedOut(today, 'lorne'),
]

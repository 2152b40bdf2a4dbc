// What Strathmuir does together: what leads from school to work that lasts.

import type { ActionWords } from './action-words.ts'

export const workActions: readonly ActionWords[] = [
  {
    key: 'teacher',
    title: 'One teacher who knows',
    about:
      'Every young carer chooses one teacher who knows how things are at home. Late marks and phones are sorted out by that teacher. Young carers train the teachers themselves.',
    horizon: 'quick-win',
    principle: 'participation',
    starts: '2025-08-18',
    ends: '2027-06-30',
    lead: 'council',
    owner: 'kirsty',
    outcomes: [
      ['carers-known', 'a-lot', 'It is the first thing the group asked for.'],
      ['leavers', 'a-little'],
    ],
    parts: [
      ['voluntary', 'Pays the young carers who train teachers, and goes with them'],
      ['college', 'Does the same for its first-year students'],
    ],
    settled: {
      authority: 'The law on carers, and the council’s as education authority.',
      'accountable-body': 'Strathmuir Council.',
      'data-protection': 'Nothing is written in a school’s system unless the young person agrees to the words.',
    },
    notNeeded: { audit: 'It costs less than £5,000 a year.' },
    milestones: [
      { words: 'Six young carers have trained a whole staff room', due: '2025-12-19', reached: '2025-12-10' },
      { words: 'All five secondary schools take part', due: '2026-06-26', reached: '2026-06-24' },
      { words: 'Larger primary schools take part', due: '2027-06-25' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Teachers trained by young carers',
        unit: 'number',
        readings: [
          ['2025/26', 143],
          ['2026 Q3', 188],
        ],
      },
      {
        asks: 'better-off',
        words: 'Young carers who say that school is easier now',
        unit: 'percent',
        readings: [['2025/26', 61]],
      },
    ],
    benefits: [
      {
        on: '2026-06-25',
        partner: 'voluntary',
        kind: 'relationships',
        experiencedBy: 'Young carers and their teachers',
        words:
          '“I stood in front of forty teachers and they took notes.” Four head teachers now phone the group before they change a rule.',
      },
    ],
    proposedOn: '2025-06-24',
    adoptedOn: '2025-09-18',
  },
  {
    key: 'places',
    title: 'A place for every leaver',
    about:
      'By June we know the name of each young person who has nothing to go to. By September every one of them has been offered something they chose.',
    horizon: 'medium',
    principle: 'delivery',
    starts: '2024-08-01',
    ends: '2028-09-30',
    lead: 'college',
    owner: 'gavin',
    deputy: 'catriona',
    outcomes: [['leavers', 'a-lot', 'About fourteen young people a year decide whether the promise is kept.']],
    parts: [
      ['council', 'Schools say in June who has nothing yet, if the young person agrees'],
      ['enterprise', 'Finds thirty employers who take somebody for half a year'],
      ['fire', 'Takes six young people on its cadet course'],
    ],
    settled: {
      authority: 'The college’s own law, and the council’s as education authority.',
      'accountable-body': 'North Lochs College.',
      audit: 'The college’s auditors, with its student numbers.',
      'data-protection': 'Agreement between the council and the college, signed in April 2024.',
    },
    milestones: [
      { words: 'Courses begin in a second glen', due: '2025-09-01', reached: '2025-09-08' },
      { words: 'Thirty employers have signed up', due: '2026-09-30' },
      { words: 'Courses begin in a third glen', due: '2027-09-06' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Young people offered a place in September',
        unit: 'number',
        readings: [
          ['2024', 31],
          ['2025', 38],
        ],
      },
      {
        asks: 'how-well',
        words: 'Of them, still there at Easter',
        unit: 'percent',
        readings: [
          ['2024/25', 68],
          ['2025/26', 76],
        ],
      },
    ],
    proposedOn: '2024-05-28',
    adoptedOn: '2024-06-13',
  },
  {
    key: 'harbour',
    title: 'Open the shutters on Harbour Row',
    about:
      'Owners lend empty shops for a pound a week for half a year, to anyone with an idea. Partners mend what keeps a shop shut: damp, lights, a broken lock.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2025-04-01',
    ends: '2027-03-31',
    lead: 'enterprise',
    owner: 'chidi',
    outcomes: [
      ['water-shops', 'a-lot'],
      ['work', 'a-little'],
    ],
    places: ['X02000002'],
    parts: [
      ['council', 'Forgives business rates for the half year, and mends the street lights'],
      ['college', 'Joinery students fit out the shops as part of their course'],
      ['police', 'Comes by at closing time until each new shop has found its feet'],
    ],
    settled: {
      authority: 'The agency’s own law; leases are between owners and tenants.',
      'accountable-body': 'Highland & Glens Enterprise.',
      audit: 'Auditors were told in February 2025.',
    },
    notNeeded: { 'data-protection': 'Only businesses are involved.' },
    milestones: [
      { words: 'Three shops lent', due: '2025-07-31', reached: '2025-07-04' },
      { words: 'Six shops lent, two of them kept on at full rent', due: '2026-05-31', reached: '2026-05-18' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Shops lent so far',
        unit: 'number',
        readings: [
          ['2025', 4],
          ['2026 Q2', 8],
          ['2026 Q3', 9],
        ],
      },
      {
        asks: 'better-off',
        words: 'Tenants who stayed at full rent',
        unit: 'number',
        readings: [
          ['2026 Q2', 3],
          ['2026 Q3', 4],
        ],
      },
    ],
    contributions: [
      {
        on: '2026-05-26',
        partner: 'enterprise',
        claim: 'sooner',
        words: 'Some shops would have filled in time. The owners say two years later, and not with young people.',
        evidence: 'Five owners were asked in May 2026; three said so.',
      },
    ],
    benefits: [
      {
        on: '2026-09-22',
        partner: 'enterprise',
        kind: 'bid-infrastructure',
        experiencedBy: 'Waterside Traders, the council and the agency',
        words:
          'The three of us keep one file of plans and costs for the street. The bid for the coast fund in August took nine days and not three months.',
      },
    ],
    proposedOn: '2025-02-25',
    adoptedOn: '2025-03-20',
  },
  {
    key: 'yearround',
    title: 'Work all the year round',
    about:
      'A shared picture of what Strathmuir could live from in 2040 besides summer visitors: care, boats, wood, wind. Each partner says what it will buy, teach or build towards it.',
    horizon: 'long',
    principle: 'vision',
    starts: '2024-06-01',
    ends: '2034-03-31',
    lead: 'enterprise',
    owner: 'chidi',
    outcomes: [
      ['work', 'a-lot'],
      ['poverty', 'some'],
      ['leavers', 'some'],
    ],
    parts: [
      ['council', 'Buys from local firms where the law allows, and says a year ahead what it will need'],
      ['nhs', 'The same for food, laundry and repairs'],
      ['college', 'Plans its courses three years ahead with the firms'],
      ['homes', 'Gives its insulation work in lots that a local firm can do'],
    ],
    settled: {
      authority: 'Each body’s own; buying follows the law on procurement.',
      'accountable-body': 'Highland & Glens Enterprise.',
      audit: 'Auditors of four bodies asked to see it once, together, in 2027.',
    },
    notNeeded: { 'data-protection': 'No details of people are kept.' },
    milestones: [
      { words: 'The four largest bodies publish what they will buy', due: '2025-03-31', reached: '2025-04-02' },
      { words: 'A fifth of what they buy comes from Strathmuir', due: '2027-03-31' },
      { words: 'Winter wages are within a tenth of summer wages', due: '2032-03-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Of what the four largest bodies buy, bought in Strathmuir',
        unit: 'percent',
        readings: [
          ['2023/24', 11],
          ['2024/25', 12],
          ['2025/26', 14],
        ],
      },
    ],
    risks: [
      {
        words: 'Cheaper bids from far away win, as the rules stand',
        likelihood: 'likely',
        impact: 'moderate',
        partner: 'council',
        response: 'Smaller lots, and points for local apprentices, checked by the council’s lawyers.',
      },
    ],
    contributions: [
      {
        on: '2026-06-18',
        partner: 'enterprise',
        claim: 'too-early',
        words:
          'Three points in two years. It may be the partnership, and it may be that two firms came back by themselves.',
        evidence: 'Purchase records of the four bodies, 2023/24 to 2025/26.',
      },
    ],
    benefits: [
      {
        on: '2026-03-26',
        partner: 'homes',
        kind: 'shared-vision',
        experiencedBy: 'Local building firms',
        words: 'Two firms took on apprentices because they could read what four bodies will build until 2030.',
      },
    ],
    proposedOn: '2024-05-21',
    adoptedOn: '2024-06-13',
  },
]

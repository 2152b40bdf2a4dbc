// What Strathmuir does together: what helps families: money, clothes and childcare.

import type { ActionWords } from './action-words.ts'

export const familyActions: readonly ActionWords[] = [
  {
    key: 'money',
    title: 'Money advice at every health visit',
    about:
      'Midwives and health visitors ask every family about money, and an adviser phones within two days. Nobody has to find an office or explain themselves twice.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2024-12-16',
    ends: '2027-03-31',
    lead: 'nhs',
    owner: 'joanne',
    deputy: 'anjali',
    outcomes: [
      ['poverty', 'a-lot', 'Families that claim what they are due gain about £3,400 a year.'],
      ['water-income', 'a-lot', 'Half of the families are in Muirton Waterside.'],
    ],
    places: ['X02000002', 'X02000003', 'X02000006'],
    parts: [
      ['voluntary', 'Four advisers phone the families and help with the forms'],
      ['council', 'Pays for two of the advisers, and speeds up its own grants'],
      ['homes', 'Sends its new tenants with children to the advisers'],
    ],
    settled: {
      authority: 'Each body acts under its own law: the health board’s, and the council’s power to advance well-being.',
      'accountable-body': 'NHS Strathmuir and Lorne holds the money and answers for it.',
      audit: 'Internal audit of the health board, once a year.',
      'data-protection':
        'Families say yes before a name is passed on. Assessed in August 2024, and again every two years.',
    },
    milestones: [
      { words: 'Every health visitor is trained to ask', due: '2025-03-31', reached: '2025-03-14' },
      {
        words: 'Midwives ask too, from the first visit',
        due: '2025-12-31',
        reached: '2026-02-02',
        moved: {
          on: '2025-12-02',
          due: '2026-02-28',
          because: 'The midwives’ training was cancelled twice because of the flu on the wards.',
        },
      },
      { words: 'Both surgeries in Port Ellick ask every family', due: '2027-01-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Families an adviser phoned',
        unit: 'number',
        readings: [
          ['2024/25', 486],
          ['2025/26', 812],
        ],
      },
      {
        asks: 'how-well',
        words: 'Days until the adviser phones',
        unit: 'days',
        readings: [
          ['2024/25', 6],
          ['2025/26', 2],
        ],
      },
      {
        asks: 'better-off',
        words: 'Average gain for a family in a year',
        unit: 'pounds',
        readings: [
          ['2024/25', 2900],
          ['2025/26', 3400],
        ],
      },
    ],
    risks: [
      {
        words: 'The advisers’ contracts end in March 2027',
        likelihood: 'likely',
        impact: 'major',
        partner: 'council',
        response:
          'The council and the health board each hold half a year’s cost back until the budget is set in February.',
      },
    ],
    contributions: [
      {
        on: '2026-06-16',
        partner: 'nhs',
        claim: 'would-not-have-happened',
        words:
          'We had asked about money since 2019, and had nobody to send people to. The advisers are what made it work.',
        evidence:
          'Before, one family in nine that told us of money trouble got advice. Now it is eight in ten, counted on 400 visits.',
        evidenceAddress: 'https://nhs-strathmuir.example.org/money-advice-2026',
      },
      {
        on: '2026-06-23',
        partner: 'council',
        claim: 'sooner',
        words: 'We would have paid for advisers in schools by 2027. With the health board it began two years earlier.',
        evidence: 'The council’s own budget plan of February 2024 names 2027 as the first year.',
      },
    ],
    benefits: [
      {
        on: '2026-06-16',
        partner: 'voluntary',
        kind: 'trust',
        experiencedBy: 'Parents by the harbour',
        words:
          '“The nurse asked me as if it was normal. I had not told anybody.” Eleven of fourteen parents in our group said something like it.',
      },
    ],
    proposedOn: '2024-11-12',
    adoptedOn: '2024-12-12',
  },
  {
    key: 'clothes',
    title: 'School clothes without a form',
    about:
      'The council knows which families are due a clothing grant. It pays them in June, without a form, so that everyone has a warm jacket and shoes that fit in August.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2026-04-01',
    ends: '2027-03-31',
    lead: 'council',
    owner: 'kirsty',
    outcomes: [
      ['poverty', 'some'],
      ['water-income', 'some', 'One family in four by the harbour never claimed the grant.'],
    ],
    parts: [['voluntary', 'Runs the swap shop for jackets and boots in Muirton and Port Ellick']],
    settled: {
      authority: 'The council’s duty to pay clothing grants.',
      'accountable-body': 'Strathmuir Council.',
      audit: 'In the council’s audit plan for 2026/27.',
    },
    milestones: [
      { words: 'Families the council knows are paid', due: '2026-06-30', reached: '2026-06-26' },
      { words: 'Lawyers have answered on using health records too', due: '2026-09-30' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Children with a grant',
        unit: 'number',
        readings: [
          ['2025/26', 1610],
          ['2026 Q2', 2048],
        ],
      },
      {
        asks: 'better-off',
        words: 'Schools that say children come dressed for the weather',
        unit: 'number',
        readings: [['2025/26', 11]],
      },
    ],
    risks: [
      {
        words: 'Families that moved here in the summer are missed',
        likelihood: 'possible',
        impact: 'moderate',
        partner: 'council',
        response: 'School offices ask every new family in the first week.',
      },
    ],
    contributions: [
      {
        on: '2026-09-08',
        partner: 'council',
        claim: 'anyway',
        words: 'We would have done this without the partnership. The swap shops are what it added.',
        evidence: 'It was in the council’s own programme of May 2025.',
      },
    ],
    proposedOn: '2026-02-10',
    adoptedOn: '2026-03-19',
    despite:
      'The money has to reach families before August. Until the lawyers have answered on data protection, only families that the council knows already are paid.',
  },
  {
    key: 'childcare',
    title: 'Childcare from six in the morning',
    about:
      'Childminders and two nurseries open at six on weekdays, so that parents who clean, cook or care can take the early shift.',
    horizon: 'medium',
    principle: 'delivery',
    starts: '2025-08-01',
    ends: '2028-07-31',
    lead: 'council',
    owner: 'kirsty',
    deputy: 'fiona',
    outcomes: [
      ['water-childcare', 'a-lot'],
      ['poverty', 'some', 'A parent who can take the early shift earns about £90 more a week.'],
    ],
    places: ['X02000002'],
    parts: [
      ['enterprise', 'Pays for the first year of early opening'],
      ['college', 'Trains childminders, with a place kept for parents by the harbour'],
      ['care', 'Lets its care workers choose shifts around the nursery'],
    ],
    settled: {
      authority: 'The council’s duty to provide early learning and childcare.',
      'accountable-body': 'Strathmuir Council holds the money, also that of Highland & Glens Enterprise.',
      audit: 'Auditors were told in April 2025; checked with the early years grant.',
      'data-protection': 'No details of families are passed between the partners.',
    },
    milestones: [
      { words: 'Harbour Nursery opens at six', due: '2025-10-27', reached: '2025-10-27' },
      { words: 'Ten childminders take children from six', due: '2026-06-30', reached: '2026-06-19' },
      {
        words: 'Castle Street Nursery opens at six',
        due: '2026-08-31',
        moved: {
          on: '2026-08-25',
          due: '2027-01-11',
          because: 'Two of the five staff it needs have been found. The posts are out again at a higher rate.',
        },
      },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Places before eight in the morning',
        unit: 'number',
        readings: [
          ['2025 Q4', 16],
          ['2026 Q1', 22],
          ['2026 Q2', 41],
          ['2026 Q3', 41],
        ],
      },
      {
        asks: 'how-well',
        words: 'Early places that are taken',
        unit: 'percent',
        readings: [
          ['2025 Q4', 63],
          ['2026 Q1', 82],
          ['2026 Q2', 88],
          ['2026 Q3', 93],
        ],
      },
      {
        asks: 'better-off',
        words: 'Parents who took more hours or a better job',
        unit: 'number',
        readings: [
          ['2026 Q2', 19],
          ['2026 Q3', 23],
        ],
      },
    ],
    risks: [
      {
        words: 'There are not enough trained people for the early hours',
        likelihood: 'likely',
        impact: 'major',
        partner: 'college',
        response: 'The college runs a second course, with five of twelve places kept for parents by the harbour.',
      },
    ],
    contributions: [
      {
        on: '2026-08-27',
        partner: 'enterprise',
        claim: 'would-not-have-happened',
        words: 'No employer would have paid for early opening alone, and no nursery would have risked it.',
        evidence: 'Three employers were asked in 2023 and each said no.',
      },
    ],
    proposedOn: '2025-05-06',
    adoptedOn: '2025-06-19',
  },
]

// What Strathmuir does together: how people get about without a car.

import type { ActionWords } from './action-words.ts'

export const travelActions: readonly ActionWords[] = [
  {
    key: 'bus',
    title: 'An evening bus to two glens',
    about:
      'One bus each way at seven and at ten on weekdays, to Glenmuir and Strathellan. It waits for the late train.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2025-04-01',
    ends: '2027-03-31',
    lead: 'transport',
    owner: 'ewa',
    deputy: 'dougie',
    outcomes: [
      ['travel', 'a-lot', 'Two in five journeys that people could not make were after six.'],
      ['glen-bus', 'a-lot'],
      ['leavers', 'a-little', 'Evening classes can be reached for the first time.'],
    ],
    places: ['X02000001', 'X02000007'],
    parts: [
      ['council', 'Pays two thirds until March 2027'],
      ['nhs', 'Pays one third, and times clinics around it'],
      ['college', 'Moved evening classes to half past six'],
      ['glenmuir', 'Lift scheme on nights when the road is closed'],
    ],
    settled: {
      authority: 'The law on transport partnerships.',
      'accountable-body': 'Glens and Firths Transport Partnership.',
      audit: 'Auditors were told in January 2025; checked with the subsidy.',
    },
    notNeeded: { 'data-protection': 'Passengers are counted, not named.' },
    milestones: [
      { words: 'The evening bus goes to Glenmuir', due: '2025-06-02', reached: '2025-06-02' },
      {
        words: 'The evening bus goes to Strathellan',
        due: '2025-10-27',
        reached: '2026-01-12',
        moved: {
          on: '2025-10-13',
          due: '2026-01-12',
          because: 'The driver who was to take it found work elsewhere. Two new ones passed their test at Christmas.',
        },
      },
      { words: 'The board has decided about money after March 2027', due: '2026-12-09' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Passengers after six',
        unit: 'number',
        readings: [
          ['2025 Q3', 1410],
          ['2025 Q4', 1630],
          ['2026 Q1', 2980],
          ['2026 Q2', 3540],
          ['2026 Q3', 3720],
        ],
      },
      {
        asks: 'how-well',
        words: 'Buses that ran within five minutes of their time',
        unit: 'percent',
        readings: [
          ['2025 Q4', 81],
          ['2026 Q1', 77],
          ['2026 Q2', 90],
          ['2026 Q3', 92],
        ],
      },
      {
        asks: 'better-off',
        words: 'Passengers who could not have gone otherwise',
        unit: 'percent',
        readings: [
          ['2025', 62],
          ['2026 Q2', 66],
        ],
      },
    ],
    risks: [
      {
        words: 'No money after March 2027',
        likelihood: 'likely',
        impact: 'major',
        partner: 'transport',
        response: 'Two offers are before the board: the same bus, or one bus at eight.',
      },
    ],
    contributions: [
      {
        on: '2026-05-19',
        partner: 'transport',
        claim: 'would-not-have-happened',
        words: 'Neither the council nor the health board could pay for it alone, and we had no money at all.',
        evidence: 'Our board turned it down in 2022 and 2023. Minutes are on our page.',
        evidenceAddress: 'https://glens-and-firths.example.org/board/2023-06',
      },
    ],
    benefits: [
      {
        on: '2026-05-26',
        partner: 'glenmuir',
        kind: 'trust',
        experiencedBy: 'People in Glenmuir',
        words:
          '“We asked for a bus for twenty years. Now we ask for other things too, because we think we may be heard.”',
      },
    ],
    proposedOn: '2025-02-18',
    adoptedOn: '2025-03-20',
  },
  {
    key: 'lift',
    title: 'A lift when there is no bus',
    about:
      'Thirty neighbours with cars, one phone number, and a box for petrol money. The glen runs it; partners send people who need it.',
    horizon: 'quick-win',
    principle: 'participation',
    starts: '2024-11-01',
    ends: '2027-10-31',
    lead: 'glenmuir',
    owner: 'jean',
    deputy: 'tomasz',
    outcomes: [
      ['glen-bus', 'some'],
      ['travel', 'some'],
      ['belong', 'a-little'],
    ],
    places: ['X02000001'],
    parts: [
      ['transport', 'Pays for the insurance'],
      ['nhs', 'Rings the number before it sends a hospital car'],
    ],
    settled: {
      authority: 'The trust’s own rules.',
      'accountable-body': 'Glenmuir Community Trust.',
      'data-protection': 'One list of drivers, in one drawer, with their yes.',
    },
    notNeeded: { audit: 'It costs £2,300 a year.' },
    milestones: [
      { words: 'Twenty drivers have signed up', due: '2025-03-31', reached: '2025-02-27' },
      { words: 'There are drivers on Sundays too', due: '2026-12-20' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Lifts given',
        unit: 'number',
        readings: [
          ['2025', 934],
          ['2026 Q1', 281],
          ['2026 Q2', 244],
        ],
      },
    ],
    proposedOn: '2024-10-01',
    adoptedOn: '2024-12-12',
  },
  {
    key: 'app',
    title: 'An app for sharing lifts',
    about: 'Drivers and passengers find each other on their phones, in all four glens.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2025-01-01',
    ends: '2026-06-30',
    lead: 'transport',
    owner: 'dougie',
    deputy: 'ewa',
    outcomes: [['travel', 'some']],
    parts: [['college', 'Students wrote it']],
    settled: {
      authority: 'The law on transport partnerships.',
      'accountable-body': 'Glens and Firths Transport Partnership.',
      audit: 'Auditors were told in October 2024.',
      'data-protection': 'Assessed in October 2024.',
    },
    milestones: [{ words: '200 people use it', due: '2025-09-30' }],
    measures: [
      {
        asks: 'how-much',
        words: 'Lifts shared',
        unit: 'number',
        readings: [
          ['2025 Q1', 14],
          ['2025 Q2', 22],
          ['2025 Q3', 17],
        ],
      },
    ],
    proposedOn: '2024-11-19',
    adoptedOn: '2024-12-12',
    stopped: {
      on: '2025-12-11',
      because:
        'In nine months 31 people used it. Those who need lifts most would rather ring somebody they know. The money went to the insurance of the glen’s own lift scheme.',
    },
  },
]

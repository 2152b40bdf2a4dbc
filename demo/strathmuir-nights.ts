// What Strathmuir does together: what makes people feel safe and heard.

import type { ActionWords } from './action-words.ts'

export const nightActions: readonly ActionWords[] = [
  {
    key: 'nights',
    title: 'Safer nights in Muirton',
    about:
      'Night marshals on Fridays and Saturdays, lights that work, and a marshal at the taxi rank until the last person has gone home.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2024-12-01',
    ends: '2027-03-31',
    lead: 'police',
    owner: 'morag',
    deputy: 'neil',
    outcomes: [
      ['water-night', 'a-lot'],
      ['belong', 'some'],
    ],
    places: ['X02000002', 'X02000003'],
    parts: [
      ['council', 'Pays for the marshals, and licenses the rank'],
      ['voluntary', 'Street volunteers with water and blankets'],
    ],
    settled: {
      authority: 'Police law, and the council’s power over licences.',
      'accountable-body': 'Strathmuir Council.',
      audit: 'Auditors were told in October 2024.',
    },
    notNeeded: { 'data-protection': 'Marshals write down no names.' },
    milestones: [
      { words: 'Marshals are out on Fridays and Saturdays', due: '2025-01-31', reached: '2025-01-24' },
      { words: 'The rank is lit and has a shelter', due: '2025-11-30', reached: '2025-12-05' },
      { words: 'Money for after March 2027 is found', due: '2026-12-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Nights with marshals',
        unit: 'number',
        readings: [
          ['2025 Q4', 27],
          ['2026 Q1', 25],
          ['2026 Q2', 26],
          ['2026 Q3', 26],
        ],
      },
      {
        asks: 'better-off',
        words: 'Assaults on the nights with marshals',
        unit: 'number',
        readings: [
          ['2025 Q2', 21],
          ['2025 Q4', 24],
          ['2026 Q2', 18],
          ['2026 Q3', 17],
        ],
      },
    ],
    contributions: [
      {
        on: '2026-06-09',
        partner: 'police',
        claim: 'better',
        words:
          'We would have been there. The marshals and the street volunteers mean that fewer things become a matter for us.',
        evidence: 'Calls to the rank: 140 in 2024, 88 in 2025.',
      },
    ],
    proposedOn: '2024-11-12',
    adoptedOn: '2024-12-12',
    joins: 'safer',
  },
  {
    key: 'drivers',
    title: 'Young drivers’ course in schools',
    about:
      'Before their test, young people spend a day with an officer, a firefighter and a young man who was badly hurt at nineteen.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2025-09-01',
    ends: '2027-06-30',
    lead: 'police',
    owner: 'morag',
    outcomes: [
      ['belong', 'a-little'],
      ['leavers', 'a-little'],
    ],
    parts: [
      ['fire', 'Brings the wrecked car and the crew'],
      ['council', 'Gives each school a day for it'],
    ],
    settled: {
      authority: 'Police law on road safety.',
      'accountable-body': 'Police Service (North Division).',
      'data-protection': 'No names are kept.',
    },
    notNeeded: { audit: 'There is no shared money.' },
    milestones: [
      { words: 'The first school has had the course', due: '2025-11-28', reached: '2025-11-12' },
      { words: 'All five secondary schools have had the course', due: '2027-03-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Young people on the course',
        unit: 'number',
        readings: [
          ['2025 Q4', 84],
          ['2026 Q1', 131],
          ['2026 Q2', 77],
        ],
      },
    ],
    proposedOn: '2025-08-19',
    adoptedOn: '2025-09-18',
  },
  {
    key: 'lights',
    title: 'Lights that work on Harbour Row',
    about: 'A broken lamp is mended within three days. Anybody can report one by the number on its post.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2026-01-05',
    ends: '2027-03-31',
    lead: 'council',
    owner: 'kirsty',
    outcomes: [['water-night', 'some']],
    places: ['X02000002'],
    parts: [['police', 'Reports lamps on the late shift']],
    settled: { authority: 'The council’s duty to light roads.', 'accountable-body': 'Strathmuir Council.' },
    notNeeded: { audit: 'It is paid from the roads budget.', 'data-protection': 'Reports carry no names.' },
    milestones: [{ words: 'Numbers on all 212 posts', due: '2026-03-31', reached: '2026-03-20' }],
    measures: [
      {
        asks: 'how-well',
        words: 'Days until a lamp is mended',
        unit: 'days',
        readings: [
          ['2026 Q1', 11],
          ['2026 Q2', 6],
          ['2026 Q3', 4],
        ],
      },
    ],
    proposedOn: '2025-11-18',
    adoptedOn: '2025-12-11',
  },
  {
    key: 'say',
    title: 'Asked once, heard and answered',
    about:
      'One calendar of who asks whom about what. Before a body asks people again, it reads what they said last time. Whoever took part hears within eight weeks what became of it.',
    horizon: 'medium',
    principle: 'participation',
    starts: '2025-01-01',
    ends: '2028-12-31',
    lead: 'voluntary',
    owner: 'rosie',
    deputy: 'mina',
    outcomes: [['belong', 'a-lot', 'Groups that hear back are three times as likely to come again.']],
    parts: [
      ['council', 'Puts every consultation in the calendar a month before'],
      ['nhs', 'The same'],
      ['police', 'The same'],
      ['glenmuir', 'Tells us when it was asked twice'],
    ],
    settled: {
      authority: 'The law on taking part in community planning.',
      'accountable-body': 'Voluntary Action Strathmuir.',
      audit: 'Auditors were told in October 2024.',
      'data-protection': 'What people say is kept without names.',
    },
    milestones: [
      { words: 'Six bodies use the calendar', due: '2025-06-30', reached: '2025-06-20' },
      { words: 'Every consultation of a year was answered in eight weeks', due: '2026-12-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Consultations in the calendar',
        unit: 'number',
        readings: [
          ['2025', 23],
          ['2026 Q1', 9],
          ['2026 Q2', 11],
          ['2026 Q3', 7],
        ],
      },
      {
        asks: 'how-well',
        words: 'Of them answered within eight weeks',
        unit: 'percent',
        readings: [
          ['2025', 48],
          ['2026 Q2', 71],
          ['2026 Q3', 86],
        ],
      },
    ],
    benefits: [
      {
        on: '2026-04-14',
        partner: 'voluntary',
        kind: 'co-ordinated-consultation',
        experiencedBy: 'Tenants, parents and carers in Port Ellick',
        words: 'Three bodies wanted to ask about winter. They asked together, on one evening, with soup.',
      },
    ],
    proposedOn: '2024-11-12',
    adoptedOn: '2024-12-12',
  },
]

// What Strathmuir does together: what keeps people well: nurses, a surgery in the glen, breaks, and help in distress.

import type { ActionWords } from './action-words.ts'

export const healthActions: readonly ActionWords[] = [
  {
    key: 'rota',
    title: 'A shared rota for mental health nurses',
    about:
      'Strathmuir and the islands could not fill two posts each. Together they can offer four that people want: one base, one car, no lone weekends.',
    horizon: 'medium',
    principle: 'delivery',
    starts: '2026-03-01',
    ends: '2029-03-31',
    lead: 'nhs',
    owner: 'anjali',
    outcomes: [['health', 'a-lot', 'Nurses are what is missing: the waiting list grew by the number of empty posts.']],
    parts: [
      ['care', 'Gives two rooms, and social workers who join the Monday round'],
      ['homes', 'Keeps two houses to rent for nurses who move here'],
      ['college', 'Offers a conversion course for nurses who come back to work'],
    ],
    settled: {
      authority: 'The health board’s own law; it covers both areas.',
      'accountable-body': 'NHS Strathmuir and Lorne.',
      audit: 'Auditors were told in January 2026.',
      'data-protection': 'One patient record already serves both areas.',
    },
    milestones: [
      {
        words: 'Two of four nurses have started',
        due: '2026-06-30',
        reached: '2026-10-05',
        moved: {
          on: '2026-06-22',
          due: '2026-10-31',
          because: 'One nurse had to give three months’ notice where she worked.',
        },
      },
      { words: 'All four nurses have started', due: '2026-12-31' },
      { words: 'Nobody waits more than half a year', due: '2027-06-30' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'First talks with a nurse',
        unit: 'number',
        readings: [
          ['2026 Q1', 88],
          ['2026 Q2', 91],
          ['2026 Q3', 134],
        ],
      },
      {
        asks: 'how-well',
        words: 'Talks cancelled by us',
        unit: 'percent',
        readings: [
          ['2026 Q1', 19],
          ['2026 Q2', 22],
          ['2026 Q3', 9],
        ],
      },
      {
        asks: 'better-off',
        words: 'People who say they can manage better',
        unit: 'percent',
        readings: [
          ['2026 Q2', 52],
          ['2026 Q3', 58],
        ],
      },
    ],
    risks: [
      {
        words: 'The ferry keeps nurses on the wrong side',
        likelihood: 'possible',
        impact: 'moderate',
        partner: 'nhs',
        response: 'Video from the island surgeries on days without a boat.',
      },
      {
        words: 'A nurse leaves before the fourth has come',
        likelihood: 'possible',
        impact: 'major',
        partner: 'nhs',
        response: 'Retired nurses have agreed to cover eight weeks.',
      },
    ],
    proposedOn: '2026-02-03',
    adoptedOn: '2026-03-19',
  },
  {
    key: 'surgery',
    title: 'A surgery in the village hall every Thursday',
    about:
      'A nurse each week and a doctor each month in Glenmuir hall, with the mobile library on the same day, so that one lift serves both.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2025-01-09',
    ends: '2026-06-30',
    lead: 'nhs',
    owner: 'joanne',
    deputy: 'anjali',
    outcomes: [
      ['glen-doctor', 'a-lot'],
      ['health', 'a-little'],
    ],
    places: ['X02000001'],
    parts: [
      ['glenmuir', 'Heats the hall, makes the tea and keeps the list'],
      ['council', 'Sends the mobile library on the same day'],
    ],
    settled: {
      authority: 'The health board’s own law.',
      'accountable-body': 'NHS Strathmuir and Lorne.',
      'data-protection': 'No notes are kept in the hall. The list has first names only.',
    },
    notNeeded: { audit: 'It costs £140 a week.' },
    milestones: [
      { words: 'First Thursday', due: '2025-01-16', reached: '2025-01-16' },
      { words: 'Fifty Thursdays without one missed', due: '2026-01-31', reached: '2026-01-22' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'People seen',
        unit: 'number',
        readings: [
          ['2025', 611],
          ['2026 Q1', 172],
        ],
      },
      { asks: 'better-off', words: 'Trips to Muirton saved', unit: 'number', readings: [['2025', 540]] },
    ],
    contributions: [
      {
        on: '2026-03-24',
        partner: 'glenmuir',
        claim: 'better',
        words:
          'There would have been a nurse. There would not have been the tea, and it is the tea that people come for who would not see a nurse.',
        evidence: 'The list: 74 people came for the tea first and saw the nurse later.',
      },
    ],
    proposedOn: '2024-11-05',
    adoptedOn: '2024-12-12',
  },
  {
    key: 'breaks',
    title: 'Weekends off for young carers',
    about:
      'Two weekends a year for each young carer, at the outdoor centre or with a friend, while somebody they have met looks after things at home.',
    horizon: 'medium',
    principle: 'delivery',
    starts: '2025-10-01',
    ends: '2028-07-31',
    lead: 'care',
    owner: 'stuart',
    deputy: 'beth',
    outcomes: [
      ['carers-break', 'a-lot'],
      ['health', 'a-little'],
    ],
    parts: [
      ['voluntary', 'Finds and trains the people who stay at home with the family'],
      ['council', 'Gives the outdoor centre at cost'],
    ],
    settled: {
      authority: 'The law on carers: every unpaid carer may have a plan and support.',
      'accountable-body': 'Strathmuir Health and Care Partnership.',
      audit: 'In the yearly audit of money for carers.',
      'data-protection': 'Families agree to each thing that is passed on. Assessed in July 2025.',
    },
    milestones: [
      { words: 'The first forty have been away', due: '2026-05-31', reached: '2026-05-24' },
      { words: 'Everyone who wants to has been away once', due: '2027-07-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Young carers who had a weekend',
        unit: 'number',
        readings: [
          ['2025 Q4', 9],
          ['2026 Q1', 12],
          ['2026 Q2', 26],
        ],
      },
      {
        asks: 'how-well',
        words: 'Weekends cancelled because nobody could stay',
        unit: 'number',
        readings: [
          ['2026 Q1', 5],
          ['2026 Q2', 3],
        ],
      },
    ],
    proposedOn: '2025-08-12',
    adoptedOn: '2025-09-18',
  },
  {
    key: 'patrol',
    title: 'A nurse in the patrol car',
    about:
      'On four nights a week a nurse goes out with the police to people in distress, so that they get help at home and not a cell or a long wait in casualty.',
    horizon: 'medium',
    principle: 'delivery',
    starts: '2025-04-01',
    ends: '2028-03-31',
    lead: 'police',
    owner: 'morag',
    deputy: 'neil',
    outcomes: [
      ['health', 'some'],
      ['belong', 'a-little'],
    ],
    parts: [
      ['nhs', 'Sends the nurses'],
      ['care', 'Opens a quiet room in Muirton until two in the morning'],
    ],
    settled: {
      authority: 'Police and health law, each for its own staff.',
      'accountable-body': 'NHS Strathmuir and Lorne for the nurses, the Police Service for the car.',
      audit: 'Auditors were told in January 2025 by both.',
      'data-protection': 'Signed in January 2025. Officers see that somebody is known to the nurses, and nothing more.',
    },
    milestones: [
      { words: 'The nurse goes out on four nights a week', due: '2025-09-30', reached: '2025-09-15' },
      { words: 'Officers’ hours of waiting are halved', due: '2026-12-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'People seen by the nurse',
        unit: 'number',
        readings: [
          ['2025 Q4', 96],
          ['2026 Q1', 101],
          ['2026 Q2', 118],
          ['2026 Q3', 125],
        ],
      },
      {
        asks: 'how-well',
        words: 'Hours officers waited for each person',
        unit: 'hours',
        readings: [
          ['2025 Q1', 6.5],
          ['2025 Q4', 4.4],
          ['2026 Q2', 3.8],
          ['2026 Q3', 3.6],
        ],
      },
      {
        asks: 'better-off',
        words: 'People who stayed at home with help',
        unit: 'percent',
        readings: [
          ['2025 Q4', 58],
          ['2026 Q2', 66],
          ['2026 Q3', 69],
        ],
      },
    ],
    risks: [
      {
        words: 'No nurse on nights when somebody is ill',
        likelihood: 'likely',
        impact: 'moderate',
        partner: 'nhs',
        response: 'The shared rota will give a second name for each night.',
      },
    ],
    contributions: [
      {
        on: '2026-08-07',
        partner: 'police',
        claim: 'would-not-have-happened',
        words: 'Neither of us could have done this with our own people and our own law.',
        evidence: 'Officers’ hours with people in distress: 6.5 each before, 3.8 now.',
      },
    ],
    proposedOn: '2025-02-18',
    adoptedOn: '2025-03-20',
    joins: 'beside',
  },
]

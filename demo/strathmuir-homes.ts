// What Strathmuir does together: what makes homes warm, and gives the river room.

import type { ActionWords } from './action-words.ts'

export const homeActions: readonly ActionWords[] = [
  {
    key: 'warm',
    title: 'Warm homes, street by street',
    about:
      'Insulation, doors and heating for a whole street at a time, whoever owns the house. Neighbours choose the week, and one firm does it all.',
    horizon: 'long',
    principle: 'delivery',
    starts: '2024-09-01',
    ends: '2033-12-31',
    lead: 'homes',
    owner: 'sadia',
    deputy: 'blair',
    outcomes: [
      ['warm', 'a-lot', '400 homes a year would keep the promise of half by 2033.'],
      ['glen-homes', 'some'],
      ['health', 'some', 'Cold homes are behind one in ten stays in hospital in winter.'],
      ['nature', 'a-little'],
    ],
    places: ['X02000002', 'X02000003', 'X02000001'],
    parts: [
      ['council', 'Pays for the houses that people own themselves, up to an income'],
      ['nhs', 'Names streets where many are ill in winter, never people'],
      ['fire', 'Tells tenants and owners about it at home visits'],
      ['college', 'Trains twelve installers a year'],
    ],
    settled: {
      authority: 'The association’s rules, and the council’s power to give housing grants.',
      'accountable-body': 'Glen and Harbour Homes, also for the council’s share.',
      audit: 'Both auditors agreed in July 2024 to check it once, together.',
      'data-protection': 'Streets and numbers of homes only. The health board gives no details of people.',
    },
    milestones: [
      { words: 'The first 50 homes are warm', due: '2025-03-31', reached: '2025-03-28' },
      { words: '500 homes are warm', due: '2026-09-30', reached: '2026-09-11' },
      { words: 'The first street in Glenmuir is warm', due: '2027-05-31' },
      { words: '2,000 homes are warm', due: '2030-12-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Homes made warm',
        unit: 'number',
        readings: [
          ['2024/25', 58],
          ['2025/26', 246],
          ['2026 Q2', 92],
          ['2026 Q3', 121],
        ],
      },
      {
        asks: 'how-well',
        words: 'Homes that needed a second visit',
        unit: 'percent',
        readings: [
          ['2024/25', 21],
          ['2025/26', 8],
          ['2026 Q3', 6],
        ],
      },
      {
        asks: 'better-off',
        words: 'People who heat the room they sit in',
        unit: 'percent',
        readings: [
          ['2024/25', 71],
          ['2025/26', 90],
        ],
      },
    ],
    risks: [
      {
        words: 'National money for owners stops in 2028',
        likelihood: 'possible',
        impact: 'major',
        partner: 'council',
        response: 'The board has asked the directorate to say by March 2027.',
      },
      {
        words: 'Stone houses in the glen stay damp',
        likelihood: 'possible',
        impact: 'moderate',
        partner: 'homes',
        response: 'Three houses are measured for a winter before the street begins.',
      },
    ],
    contributions: [
      {
        on: '2026-09-15',
        partner: 'homes',
        claim: 'better',
        words:
          'We would have done our own houses. Doing whole streets costs a fifth less for each house and leaves no cold one in between.',
        evidence: 'Final bills of 11 streets, set beside 140 single houses of the three years before.',
        evidenceAddress: 'https://glen-and-harbour.example.org/streets',
      },
      {
        on: '2026-09-22',
        partner: 'nhs',
        claim: 'too-early',
        words: 'We see fewer people from these streets in winter. Two winters are not enough to be sure.',
        evidence: 'Admissions from 11 streets, winters 2023 to 2025: 31, 29, 24.',
      },
    ],
    benefits: [
      {
        on: '2026-06-30',
        partner: 'homes',
        kind: 'relationships',
        experiencedBy: 'Neighbours in Castle Street',
        words:
          'Tenants and owners met for the first time to choose the week. They still have a shared ladder, and a list of who needs a knock in the frost.',
      },
    ],
    proposedOn: '2024-08-06',
    adoptedOn: '2024-09-19',
  },
  {
    key: 'visits',
    title: 'Home visits that look for cold and lonely',
    about:
      'When the fire crew fits a smoke alarm they also look at the heating and ask who comes by. With a yes, one call brings the right body to the door.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2024-10-01',
    ends: '2027-09-30',
    lead: 'fire',
    owner: 'liam',
    outcomes: [
      ['warm', 'some'],
      ['belong', 'some'],
      ['health', 'a-little'],
    ],
    parts: [
      ['homes', 'Comes within a week where it is cold'],
      ['voluntary', 'Sends somebody for a cup of tea'],
      ['care', 'Answers the one phone number'],
    ],
    settled: {
      authority: 'The fire service’s own law on preventing fires.',
      'accountable-body': 'Fire and Rescue Service (North).',
      audit: 'Auditors were told in July 2024.',
      'data-protection': 'The person says yes on a card, and keeps the copy.',
    },
    milestones: [
      { words: 'Both shifts in all six stations are trained', due: '2025-06-30', reached: '2025-06-12' },
      { words: '1,800 visits in a year', due: '2026-09-30', reached: '2026-09-30' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Homes visited',
        unit: 'number',
        readings: [
          ['2025 Q4', 471],
          ['2026 Q1', 438],
          ['2026 Q2', 446],
          ['2026 Q3', 452],
        ],
      },
      {
        asks: 'better-off',
        words: 'Homes that were cold and are warm now',
        unit: 'number',
        readings: [
          ['2025', 66],
          ['2026 Q2', 21],
        ],
      },
    ],
    contributions: [
      {
        on: '2026-04-28',
        partner: 'fire',
        claim: 'would-not-have-happened',
        words: 'Our crews saw cold rooms for years and had nobody to ring.',
        evidence: '312 calls to the one number in the first year. There was no number before.',
      },
    ],
    proposedOn: '2024-08-20',
    adoptedOn: '2024-09-19',
  },
  {
    key: 'heat',
    title: 'Heat from the harbour',
    about:
      'Warmth taken from sea water for 600 homes, the school and the hospital, at a price that is fixed for ten years.',
    horizon: 'long',
    principle: 'delivery',
    starts: '2027-10-01',
    ends: '2036-03-31',
    lead: 'council',
    owner: 'kirsty',
    deputy: 'fiona',
    outcomes: [
      ['warm', 'a-lot'],
      ['nature', 'some'],
    ],
    places: ['X02000002'],
    parts: [
      ['homes', 'Would connect 340 of its homes'],
      ['nhs', 'Would buy a third of the heat for the hospital'],
    ],
    settled: { audit: 'Both auditors were told in September 2026.' },
    notNeeded: { 'data-protection': 'No details of people before the first bill.' },
    milestones: [{ words: 'The lawyers say who may own the pipes', due: '2027-02-28' }],
    measures: [],
    risks: [
      {
        words: 'Prices of power fall, and the fixed price looks dear',
        likelihood: 'possible',
        impact: 'major',
        partner: 'council',
        response: '',
      },
    ],
    proposedOn: '2026-10-20',
  },
  {
    key: 'rivers',
    title: 'Room for the River Ellan',
    about:
      'Four farms give the river back its bends and wet meadows, and are paid for the water they hold. Muirton is flooded less, and salmon come further up.',
    horizon: 'long',
    principle: 'delivery',
    starts: '2025-01-01',
    ends: '2035-12-31',
    lead: 'shore',
    owner: 'hamish',
    outcomes: [['nature', 'a-lot']],
    places: ['X02000007', 'X02000003'],
    parts: [
      ['council', 'Its flood engineers, and the paths along the bank'],
      ['college', 'Students plant and count, twice a year'],
    ],
    settled: {
      authority: 'The law on flood risk, and contracts with four owners.',
      'accountable-body': 'Land and Shore Agency.',
      audit: 'Auditors were told in September 2024.',
    },
    notNeeded: { 'data-protection': 'No details of people are kept.' },
    milestones: [
      { words: 'The first farm has made room', due: '2025-10-31', reached: '2025-10-09' },
      { words: 'The second farm has made room', due: '2026-09-30', reached: '2026-09-24' },
      { words: 'All four farms have made room', due: '2029-10-31' },
    ],
    measures: [
      {
        asks: 'how-much',
        words: 'Hectares that may be wet',
        unit: 'number',
        readings: [
          ['2025', 34],
          ['2026 Q3', 61],
        ],
      },
      {
        asks: 'better-off',
        words: 'Centimetres lower at Muirton bridge in a usual flood',
        unit: 'number',
        readings: [['2025/26', 4]],
      },
    ],
    contributions: [
      {
        on: '2026-02-24',
        partner: 'shore',
        claim: 'too-early',
        words: 'One mild winter says nothing about floods.',
        evidence: 'Gauge at Muirton bridge, October 2025 to February 2026.',
      },
    ],
    proposedOn: '2024-10-15',
    adoptedOn: '2024-12-12',
  },
]

// Work that partners of Strathmuir do already: two pieces answered once for every partnership, two published elsewhere.

import type { InitiativeWords, LinkedWords } from './action-words.ts'

export const initiatives: readonly InitiativeWords[] = [
  {
    key: 'safer',
    owner: 'police',
    registeredOn: '2024-10-22',
    name: 'Safer nights',
    about: 'Marshals, lights and a way home on the nights when most people are out.',
    address: 'https://police-north.example.org/safer-nights',
    reporting: 'answers-once',
  },
  {
    key: 'beside',
    owner: 'police',
    registeredOn: '2025-02-11',
    name: 'A nurse beside the officer',
    about: 'Officers and nurses go together to people in distress.',
    address: '',
    reporting: 'answers-once',
  },
  {
    key: 'winter',
    owner: 'transport',
    registeredOn: '2025-09-02',
    name: 'Winter routes',
    about: 'Gritted pavements, lit stops and later buses from November to March, in four council areas.',
    address: 'https://glens-and-firths.example.org/winter-routes',
    reporting: 'publishes',
  },
  {
    key: 'advisers',
    owner: 'homes',
    registeredOn: '2026-10-06',
    name: 'Energy advisers for tenants',
    about: 'Two advisers who sit down with tenants and their bills.',
    address: 'https://glen-and-harbour.example.org/advisers',
    reporting: 'publishes',
  },
]

export const linked: readonly LinkedWords[] = [
  {
    key: 'routes',
    initiative: 'winter',
    title: 'Safe routes on winter nights',
    about: 'In Muirton and Port Ellick, seven routes from the last bus to the front door are gritted and lit first.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2025-11-01',
    ends: '2028-03-31',
    outcomes: [
      ['travel', 'some'],
      ['water-night', 'some', 'Two of the seven routes begin on Harbour Row.'],
    ],
    linkedOn: '2025-10-14',
    consent: {
      on: '2025-10-22',
      by: 'ewa',
      words: 'Gladly. Please keep our name on it, and read our page instead of writing to us.',
    },
    adoptedOn: '2025-12-11',
    quotations: [
      {
        on: '2026-04-20',
        words:
          'Winter 2025/26: 96 of 104 nights gritted by seven in the evening. Falls at our stops were down from 41 to 27. Two lamps on Harbour Row failed in January and were out for nine days.',
        address: 'https://glens-and-firths.example.org/winter-routes/2026',
      },
      {
        on: '2026-11-02',
        words: 'This winter the seven routes in Strathmuir stay, and one is added from the hospital to Kirkbrae.',
        address: 'https://glens-and-firths.example.org/winter-routes/news-november',
      },
    ],
  },
  {
    key: 'bills',
    initiative: 'advisers',
    title: 'Somebody to sit down with you and the bill',
    about: 'The association’s two energy advisers, also for people who are not its tenants.',
    horizon: 'quick-win',
    principle: 'delivery',
    starts: '2026-12-01',
    ends: '2028-03-31',
    outcomes: [['warm', 'some']],
    linkedOn: '2026-11-09',
    quotations: [],
  },
]

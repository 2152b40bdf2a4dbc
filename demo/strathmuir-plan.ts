// Strathmuir's plan: what was agreed in 2017, what replaced it in 2024, and what is being drafted now.

import type { OutcomeWords, ThemeWords } from './plan-words.ts'

/** The first plan was written on paper in 2017, and was entered here two years later. */
export const first = {
  title: 'Strathmuir community plan',
  starts: '2017-10-01',
  ends: '2024-03-31',
  adoptedOn: '2017-09-28',
  where: 'Board meeting, Muirton Town Hall',
  vision: 'Strathmuir is a thriving place where everyone can do well.',
  summary:
    'Our first plan under the 2015 Act. It set out what the council, the health board, the police, the fire service and others would do together from 2017 to 2024.',
  themes: [
    {
      key: 'start',
      title: 'People',
      description: 'Services for children, families and older people.',
      outcomes: [
        {
          key: 'poverty',
          title: 'Child poverty is reduced',
          description: 'Families are supported to raise their incomes.',
          horizon: 'long',
          dimensions: ['social'],
          partner: 'council',
          goals: ['national-outcomes-2018:poverty', 'sdg-2015:1'],
        },
        {
          key: 'health',
          title: 'People live longer in good health',
          description: 'More years lived well, wherever you live in Strathmuir.',
          horizon: 'long',
          dimensions: ['social'],
          partner: 'nhs',
          goals: ['national-outcomes-2018:health', 'sdg-2015:3'],
        },
      ],
    },
    {
      key: 'communities',
      title: 'Place',
      description: 'Towns and glens that people are proud of.',
      outcomes: [
        {
          key: 'belong',
          title: 'Communities are resilient and inclusive',
          description: 'Community capacity is increased across all localities.',
          horizon: 'medium',
          dimensions: ['social'],
          partner: null,
          goals: ['national-outcomes-2018:communities'],
        },
        {
          key: 'safe',
          title: 'Strathmuir is a safe place to live',
          description: 'Crime and accidents in the home are kept low.',
          horizon: 'medium',
          dimensions: ['social'],
          partner: 'police',
          goals: ['national-outcomes-2018:communities', 'sdg-2015:16'],
        },
        {
          key: 'work',
          title: 'The local economy grows',
          description: 'Business start-ups and inward investment increase.',
          horizon: 'long',
          dimensions: ['economic'],
          partner: 'enterprise',
          goals: ['national-outcomes-2018:economy', 'sdg-2015:8'],
        },
      ],
    },
  ] satisfies ThemeWords[],
}

export const second = {
  starts: '2024-04-01',
  ends: '2034-03-31',
  draftedOn: '2023-09-12',
  proposedOn: '2024-01-16',
  adoptedOn: '2024-03-14',
  where: 'Board meeting, Muirton Town Hall',
  vision: 'By 2034, where you are born in Strathmuir no longer decides how well you live.',
  summary:
    'Public bodies, charities and the communities of Strathmuir have agreed what should get better here, who answers for it, and how you can tell. We chose eight things out of forty that people told us about. They are the ones that no body can put right alone.',
  because:
    'The first plan ran out in March 2024. It had five outcomes in words that few people used, and three of them could not be measured. 1,900 people told us what matters. Getting about, warm homes and the land came up again and again and were not in the old plan, so they are in this one. Safety was moved into “More people feel part of their community”, because the police and community councils said that knowing your neighbours is what makes people feel safe.',
  /** Old themes in new words, and their places among the four. */
  themes: [
    {
      key: 'start',
      position: 1,
      title: 'A fair start',
      description: 'From before birth to the first job: the years that shape all the others.',
    },
    {
      key: 'communities',
      position: 3,
      title: 'Strong communities',
      description: 'Knowing your neighbours, having a say, having work, and being able to get there.',
    },
  ],
  newThemes: [
    {
      key: 'lives',
      title: 'Good lives, close to home',
      description: 'Staying well, in a home that is warm, with help nearby when you need it.',
    },
    {
      key: 'land',
      title: 'Land and sea',
      description: 'The hills, rivers and shore that we live from, handed on in better shape than we found them.',
    },
  ],
  /** Old outcomes in new words. */
  edited: [
    {
      key: 'poverty',
      theme: 'start',
      title: 'Fewer children grow up in poverty',
      description: 'No child goes without warm clothes, good food or the school trip because of money.',
      horizon: 'long',
      dimensions: ['economic', 'social'],
      partner: 'council',
    },
    {
      key: 'health',
      theme: 'lives',
      title: 'People live longer in good health',
      description: 'More years lived well, and as many by the harbour as up on the hill.',
      horizon: 'long',
      dimensions: ['social'],
      partner: 'nhs',
    },
    {
      key: 'belong',
      theme: 'communities',
      title: 'More people feel part of their community',
      description: 'People know someone they can turn to, feel safe, and can change what happens where they live.',
      horizon: 'medium',
      dimensions: ['social'],
      partner: 'voluntary',
    },
    {
      key: 'work',
      theme: 'communities',
      title: 'Local work pays enough to live on',
      description: 'A full week’s work in Strathmuir covers rent, food and heating, all the year round.',
      horizon: 'long',
      dimensions: ['economic'],
      partner: null,
    },
  ] satisfies (Omit<OutcomeWords, 'goals'> & { theme: string })[],
  removed: ['safe'],
  added: {
    start: [
      {
        key: 'leavers',
        title: 'Every young person leaves school with somewhere to go',
        description: 'A job, a college place, training or voluntary work: something they chose, and that lasts.',
        horizon: 'medium',
        dimensions: ['economic', 'social'],
        partner: 'college',
        goals: ['national-outcomes-2018:education', 'sdg-2015:4', 'sdg-2015:8'],
      },
    ],
    lives: [
      {
        key: 'warm',
        title: 'Homes are warm and affordable to heat',
        description: 'Nobody sits in their coat at home, or has to choose between food and the meter.',
        horizon: 'medium',
        dimensions: ['economic', 'social', 'environmental'],
        partner: 'homes',
        goals: ['national-outcomes-2018:communities', 'sdg-2015:7', 'sdg-2015:11'],
      },
    ],
    communities: [
      {
        key: 'travel',
        title: 'Everyone can get to work, school and care',
        description: 'You can get there and home again without a car, also from the glens.',
        horizon: 'short',
        dimensions: ['economic', 'social', 'environmental'],
        partner: 'transport',
        goals: ['national-outcomes-2018:communities', 'sdg-2015:11'],
      },
    ],
    land: [
      {
        key: 'nature',
        title: 'The land and sea recover',
        description: 'Cleaner rivers, more birds and fish, and half the carbon for each of us.',
        horizon: 'long',
        dimensions: ['environmental'],
        partner: 'shore',
        goals: ['national-outcomes-2018:environment', 'sdg-2015:13', 'sdg-2015:14', 'sdg-2015:15'],
      },
    ],
  } satisfies Record<string, OutcomeWords[]>,
}

/** What the third version changes so far; it is a draft that nobody has been asked about. */
export const third = {
  draftedOn: '2026-09-08',
  summary:
    'Draft for the review after two years. The vision stays. We are adding homes that local people can afford, and saying more plainly what we mean about evening travel.',
  edited: [
    {
      key: 'travel',
      theme: 'communities',
      title: 'Everyone can get to work, school and care, also after six o’clock',
      description: 'You can get there and home again without a car, also from the glens, and also in the evening.',
      horizon: 'medium',
      dimensions: ['economic', 'social', 'environmental'],
      partner: 'transport',
    },
    {
      key: 'work',
      theme: 'communities',
      title: 'Local work pays enough to live on',
      description: 'A full week’s work in Strathmuir covers rent, food and heating, all the year round.',
      horizon: 'long',
      dimensions: ['economic'],
      partner: 'enterprise',
    },
  ] satisfies (Omit<OutcomeWords, 'goals'> & { theme: string })[],
  added: {
    lives: [
      {
        key: 'affordable',
        title: 'Local people can find a home they can pay for',
        description: 'Young families, carers and seasonal workers can rent or buy within reach of their work.',
        horizon: 'long',
        dimensions: ['economic', 'social'],
        partner: 'homes',
        goals: ['national-outcomes-2018:communities', 'sdg-2015:11'],
      },
    ],
  } satisfies Record<string, OutcomeWords[]>,
}

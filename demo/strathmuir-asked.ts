// What partners asked the people of Strathmuir elsewhere, and what they are about to ask: linked, not repeated.

import { daysAfter } from '../src/kernel/days.ts'
import type { Event } from './teller.ts'
import { engagementKey, linked, plans, voice } from './voice.ts'

const planned = (today: string): Event => ({
  on: daysAfter(today, -5),
  words: 'Announcing what young carers are asked in the new year',
  tell: async teller => {
    const engagement = await plans(teller, 'rosie', {
      key: 'carers',
      title: 'A break for young carers',
      purpose: 'Weekends off began a year ago. Young carers are to say whether they help, and what to change.',
      subject: 'young carers',
      audience: 'Young carers from 10 to 18, and their families',
      level: 'decide-together',
      opens: daysAfter(today, 50),
      closes: daysAfter(today, 96),
      body: 'voluntary',
      outcomes: ['carers-break'],
      places: [],
    })
    await voice(teller, 'rosie', 'promise-answer', {
      engagement,
      decidedBy: 'Young carers and the children’s services board, together',
      answerDue: daysAfter(today, 159),
      admits: 'codes',
      resultsShown: 'after-closing',
    })
    await voice(teller, 'rosie', 'add-activity', {
      engagement,
      kind: 'ideas',
      title: 'What would a good break be?',
    })
    await voice(teller, 'rosie', 'announce', { engagement: teller.number(engagementKey('carers')) })
  },
})

export const asked = (today: string): readonly Event[] => [
  linked('2025-11-04', 'kirsty', {
    key: 'housing',
    title: 'Homes for the next ten years',
    purpose: 'What the council’s new housing strategy should put first.',
    subject: 'housing, rents',
    audience: 'Everyone in Strathmuir',
    level: 'consult',
    opens: '2025-09-01',
    closes: '2025-10-31',
    body: 'council',
    outcomes: ['warm'],
    places: ['X12000001'],
    address: 'https://consult.example.org/strathmuir/homes',
    heard:
      '612 people answered. Most wanted cold homes mended before new ones are built, and homes that young people can rent near work.',
  }),
  linked('2026-09-08', 'anjali', {
    key: 'surgery',
    title: 'How do you reach us out of hours?',
    purpose: 'NHS Strathmuir is changing how people are seen in the evening and at weekends.',
    subject: 'doctors, evenings',
    audience: 'Patients of all practices in the glens',
    level: 'consult',
    opens: '2026-09-14',
    closes: '2026-12-04',
    body: 'nhs',
    outcomes: ['health'],
    places: ['X02000001', 'X02000007'],
    address: 'https://health.example.org/out-of-hours',
    heard: '',
  }),
  planned(today),
]

// The twelve partners of Strathmuir: what each stresses, whom it answers to, and what it said about the plan of 2024.

import type { Body, Name } from './cast.ts'

export interface PartnerWords {
  readonly body: Body
  readonly basis: 'facilitating' | 'statutory' | 'voluntary'
  readonly joined: string
  /** Who speaks for it. */
  readonly lead: Name
  readonly priority: string
  readonly sponsor?: string
  readonly letter?: { readonly on: string; readonly words: string }
  /** Its own objectives, each with the shared outcomes it serves. */
  readonly objectives: readonly (readonly [words: string, outcomes: readonly string[]])[]
  readonly stress: {
    readonly principle: 'vision' | 'participation' | 'delivery'
    readonly outcomes: readonly string[]
    readonly words: string
  } | null
  /** The day it agreed with the plan as it stands; null where it has not yet. */
  readonly agreed: string | null
  readonly reservation?: string
}

const ministers = 'Scottish Ministers'
const asked = '2025-04-01'

export const partners: readonly PartnerWords[] = [
  {
    body: 'council',
    basis: 'facilitating',
    joined: '2016-04-01',
    lead: 'kirsty',
    priority: 'Children by the harbour having the same start as children on the hill. Everything else is harder later.',
    objectives: [
      ['Close the gap between the richest and the poorest streets by a third in ten years', ['poverty', 'leavers']],
      ['Be a council that people can reach by phone, in person or on line', ['belong']],
      ['Cut the council’s own carbon to nothing by 2038', ['nature']],
    ],
    stress: {
      principle: 'vision',
      outcomes: ['poverty', 'leavers', 'warm'],
      words: 'We can only say no to the many other things we are asked for if all of us keep saying yes to this one.',
    },
    agreed: '2024-02-22',
  },
  {
    body: 'nhs',
    basis: 'facilitating',
    joined: '2016-04-01',
    lead: 'anjali',
    priority:
      'Fewer people becoming ill from things that were never medical: cold homes, worry about money, being alone.',
    sponsor: `${ministers}, health directorate`,
    letter: {
      on: asked,
      words:
        'Boards are expected to play a full part in community planning, to bring people and money as well as attendance, and to show in their yearly review what their part in it changed.',
    },
    objectives: [
      ['See nine in ten people within twelve weeks', ['health']],
      ['Move a twentieth of what we spend from treating illness to preventing it by 2030', ['health', 'warm']],
      ['Ask about money at every health visit', ['poverty']],
    ],
    stress: {
      principle: 'delivery',
      outcomes: ['health', 'warm'],
      words: 'Our board will ask one question: what did this partnership do that we could not have done alone?',
    },
    agreed: '2024-02-27',
  },
  {
    body: 'police',
    basis: 'facilitating',
    joined: '2016-04-01',
    lead: 'morag',
    priority: 'People in trouble with drink, drugs or their nerves getting help before they get a cell.',
    sponsor: 'National police authority',
    letter: {
      on: '2025-03-18',
      words:
        'Divisions take part in the community plans of their areas, and report once for all of them wherever partners agree.',
    },
    objectives: [
      ['Halve the hours officers spend waiting with people in distress', ['health', 'belong']],
      ['Be known by name in every school', ['belong', 'leavers']],
    ],
    stress: {
      principle: 'delivery',
      outcomes: ['belong'],
      words: 'I sit on three of these partnerships. Ask me once, agree who does what, and let us get on with it.',
    },
    agreed: '2024-02-08',
  },
  {
    body: 'fire',
    basis: 'facilitating',
    joined: '2016-04-01',
    lead: 'liam',
    priority: 'Older people living alone: the homes we visit for a smoke alarm are the cold ones and the lonely ones.',
    sponsor: 'National fire and rescue board',
    objectives: [
      ['Visit 1,800 homes a year, those at most risk first', ['warm', 'belong']],
      ['Have enough on-call crew in every glen station', ['work']],
    ],
    stress: {
      principle: 'delivery',
      outcomes: ['warm', 'belong'],
      words: 'We are in people’s living rooms. Use us.',
    },
    agreed: '2024-02-15',
  },
  {
    body: 'enterprise',
    basis: 'facilitating',
    joined: '2016-04-01',
    lead: 'chidi',
    priority: 'Steady work that pays all year round. The hotels close in October and so do half the wages.',
    sponsor: `${ministers}, economy directorate`,
    letter: {
      on: asked,
      words: 'The agency should line up its own plan for each area with the plan that community partners have agreed.',
    },
    objectives: [
      ['600 more jobs above the real living wage by 2030', ['work', 'poverty']],
      ['Help 40 community-owned businesses to stand on their own feet', ['work', 'belong']],
    ],
    stress: {
      principle: 'vision',
      outcomes: ['work', 'leavers'],
      words: 'Investors read this plan. It has to say where Strathmuir is going, not only what is wrong with it.',
    },
    agreed: '2024-03-05',
  },
  {
    body: 'college',
    basis: 'statutory',
    joined: '2016-04-01',
    lead: 'gavin',
    priority: 'Courses that lead to work that exists here: care, boats, wood, wind and kitchens.',
    sponsor: 'National tertiary funding council',
    objectives: [
      ['A place or a job for every school leaver who asks', ['leavers']],
      ['Teach in three glens, not only in Muirton', ['leavers', 'travel']],
    ],
    stress: null,
    agreed: null,
  },
  {
    body: 'care',
    basis: 'statutory',
    joined: '2016-04-01',
    lead: 'roisin',
    priority: 'People being cared for at home by people who have time, and are paid for it.',
    sponsor: 'Strathmuir Council and NHS Strathmuir and Lorne',
    objectives: [
      ['Nobody stays in hospital because there is no care at home', ['health']],
      ['Every unpaid carer is offered a break', ['health', 'belong']],
    ],
    stress: {
      principle: 'participation',
      outcomes: ['health', 'belong', 'travel'],
      words:
        'Carers told us what wears them out. It was not the caring; it was the forms, the phone queue and the bus.',
    },
    agreed: '2024-02-29',
  },
  {
    body: 'transport',
    basis: 'statutory',
    joined: '2016-04-01',
    lead: 'ewa',
    priority:
      'One timetable for buses, the school run and hospital cars, because they drive the same roads half empty.',
    sponsor: `${ministers}, transport directorate`,
    objectives: [['A bus within reach for nine in ten homes, six days a week', ['travel']]],
    stress: {
      principle: 'delivery',
      outcomes: ['travel'],
      words: 'Please promise only what somebody has paid for.',
    },
    agreed: '2024-03-12',
    reservation:
      'We agree with the plan. We cannot promise evening buses before the present contract ends in March 2027, and there is no money for them after that yet.',
  },
  {
    body: 'shore',
    basis: 'statutory',
    joined: '2023-06-05',
    lead: 'hamish',
    priority: 'Room for rivers to flood where it does no harm, and a shore that is not swept away.',
    sponsor: `${ministers}, environment directorate`,
    objectives: [['Every river in good condition by 2035', ['nature']]],
    stress: {
      principle: 'vision',
      outcomes: ['nature'],
      words: 'Nature is the last chapter of most plans. Here it has a chapter and a number.',
    },
    agreed: null,
  },
  {
    body: 'voluntary',
    basis: 'voluntary',
    joined: '2016-04-01',
    lead: 'rosie',
    priority: 'Small groups having a real seat, and money they can plan with for three years instead of one.',
    objectives: [
      ['Bring 200 groups’ views to the board, and the board’s answers back to them', ['belong']],
      ['Double the number of volunteers under 25', ['belong', 'leavers']],
    ],
    stress: {
      principle: 'participation',
      outcomes: ['belong', 'poverty'],
      words: 'Being asked is not the same as being heard. We will count how often something changed.',
    },
    agreed: '2024-02-20',
  },
  {
    body: 'homes',
    basis: 'voluntary',
    joined: '2019-10-22',
    lead: 'sadia',
    priority:
      'Warm, dry homes at a rent that leaves something over. A third of our tenants go without heating at times.',
    objectives: [
      ['Bring all 2,300 of our homes up to a good energy rating by 2032', ['warm', 'nature']],
      ['Build 120 homes in the glens', ['work', 'warm']],
    ],
    stress: {
      principle: 'delivery',
      outcomes: ['warm', 'poverty'],
      words: 'Heating bills undo everything else in this plan.',
    },
    agreed: '2024-03-07',
  },
  {
    body: 'glenmuir',
    basis: 'voluntary',
    joined: '2021-09-14',
    lead: 'jean',
    priority: 'A bus home after six, a school that stays open, and a say before it is decided.',
    objectives: [['Run the shop, the hall and the lift scheme for the people of the glen', ['travel', 'belong']]],
    stress: {
      principle: 'participation',
      outcomes: ['travel', 'belong', 'warm'],
      words: 'We are 1,140 people and we know every one of them. Start from there.',
    },
    agreed: '2024-03-13',
  },
]

// How the three partnerships begin: founded, described, and their people given their parts.

import { cast, type Name, type Slug } from './cast.ts'
import { bodyKey } from './plans.ts'
import type { Event } from './teller.ts'

interface Beginning {
  readonly slug: Slug
  readonly on: string
  readonly name: string
  readonly area: string
  readonly subtitle: string
  readonly about: string
  readonly colour: string
  readonly coordinator: Name
  readonly terms: Readonly<Record<string, string>>
}

const beginnings: readonly Beginning[] = [
  {
    slug: 'strathmuir',
    on: '2019-04-02',
    name: 'Strathmuir Together',
    area: 'X12000001',
    subtitle: 'Community planning partnership',
    about:
      'Strathmuir Together is where the council, the health board, the police, the fire service and eight others agree with the people of Strathmuir what should get better, and who does what about it. 38,600 people live here, half of them in Muirton and the rest in four glens and along the shore. The board meets four times a year, in public.',
    colour: '#0b4f6c',
    coordinator: 'aileen',
    terms: {},
  },
  {
    slug: 'lorne',
    on: '2024-09-03',
    name: 'Lorne & the Isles Partnership',
    area: 'X12000002',
    subtitle: 'Planning well-being together',
    about:
      'Nine islands and the coast facing them. The partnership began again in 2024, after four years in which it met and agreed little. Its first plan is with the partners now.',
    colour: '#5b3a6e',
    coordinator: 'iona',
    terms: {
      plan: 'Well-being plan',
      localityPlan: 'Island plan',
      outcome: 'Well-being outcome',
      theme: 'Aim',
      board: 'Partnership forum',
    },
  },
  {
    slug: 'carseside',
    on: '2026-08-18',
    name: 'Carseside Community Planning',
    area: 'X12000003',
    subtitle: 'Community planning partnership',
    about: 'Carseside has just started. There is a first draft of a plan, and five partners round the table.',
    colour: '#3d5a1f',
    coordinator: 'yusuf',
    terms: { plan: 'Local outcomes improvement plan' },
  },
]

const found = (begun: Beginning): Event => ({
  on: begun.on,
  words: `Founding ${begun.name}`,
  tell: async teller => {
    const { slug, name, area, subtitle, about, colour, coordinator, terms } = begun
    await teller.sets('partnerships.found', { name, slug, subtitle, area })
    const person = { name: cast[coordinator].name, email: cast[coordinator].email }
    await teller.sets('partnerships.give-role', { ...person, role: 'coordinator' }, slug)
    await teller.does(coordinator, 'partnerships.describe', { name, subtitle, about }, slug)
    await teller.does(coordinator, 'partnerships.choose-colour', { colour }, slug)
    if (Object.keys(terms).length) await teller.does(coordinator, 'partnerships.choose-terms', terms, slug)
  },
})

/** Everybody takes up their part on the day they do; founders did so already. */
const giveParts = (who: Name): Event[] =>
  cast[who].parts
    .filter(part => !beginnings.some(begun => begun.slug === part.slug && begun.coordinator === who))
    .map(part => ({
      on: part.since,
      words: `${cast[who].name} joins ${beginnings.find(begun => begun.slug === part.slug)!.name}`,
      tell: async teller => {
        const { coordinator } = beginnings.find(begun => begun.slug === part.slug)!
        const { name, email } = cast[who]
        const organisation = part.body ? teller.number(bodyKey(part.body)) : ''
        await teller.does(
          coordinator,
          'partnerships.give-role',
          { name, email, role: part.role, organisation },
          part.slug,
        )
      },
    }))

/** On the last day of the story its six guides are named. */
const personas: Event = {
  on: '2026-11-18',
  words: 'Choosing whom to look around as',
  tell: async teller => {
    for (const who of Object.keys(cast) as Name[]) {
      const { persona } = cast[who]
      if (persona) await teller.sets('people.set-persona', { person: await teller.person(who), persona })
    }
  },
}

export const founding: readonly Event[] = [
  ...beginnings.map(found),
  ...(Object.keys(cast) as Name[]).flatMap(giveParts),
  personas,
]

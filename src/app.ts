// The only file that knows every room: it puts them in order and hands the house to the web, the API, the
// command line and the jobs.

import type { Database } from './db/database.ts'
import { budgeting } from './features/budgeting/index.ts'
import { delivery } from './features/delivery/index.ts'
import { engagement } from './features/engagement/index.ts'
import { front } from './features/front/index.ts'
import { indicators } from './features/indicators/index.ts'
import { landscape } from './features/landscape/index.ts'
import { partnerships } from './features/partnerships/index.ts'
import { byAddress, byNumber } from './features/partnerships/public.ts'
import { people } from './features/people/index.ts'
import { actorOfPerson, actorOfSession, holderOfToken, personByEmail } from './features/people/public.ts'
import { places } from './features/places/index.ts'
import { plans } from './features/plans/index.ts'
import type { Room } from './features/room.ts'
import { rounds } from './features/rounds/index.ts'
import { holderOfKey } from './features/rounds/public.ts'
import type { Actor, Standing } from './operation/actor.ts'
import type { AnyOperation, PartnershipFacts } from './operation/operation.ts'
import type { House } from './operation/perform.ts'
import { remembered } from './web/remembered.ts'
import type { NavigationEntry, Site } from './web/site.ts'

export const rooms: readonly Room[] = [
  people,
  partnerships,
  places,
  plans,
  indicators,
  delivery,
  rounds,
  landscape,
  engagement,
  budgeting,
  front,
]

export const operations: ReadonlyMap<string, AnyOperation> = new Map(
  rooms.flatMap(room => room.operations.map(one => [one.name, one])),
)

export interface Assembled {
  readonly database: Database
  readonly demonstration: boolean
  readonly address: string
  readonly provider: string | null
  readonly clock?: () => Date
  readonly post: House['post']
  readonly changed?: House['changed']
}

/** The site over one open database. */
export function assemble({
  database,
  demonstration,
  address,
  provider,
  post,
  clock = () => new Date(),
  changed = () => {},
}: Assembled): Site {
  const addresses = remembered(slug => byAddress(database.root, slug))
  const sessions = remembered(
    token => actorOfSession(database.root, token, clock()),
    ({ expires }) => expires > clock(),
  )
  const house: House = {
    root: database.root,
    clock,
    address,
    provider,
    post,
    changed: (partnership, operation) => {
      // What other processes did is not known by name, so it may have been anything.
      const about = operation?.split('.')[0]
      if (!about || about === 'people' || about === 'partnerships' || about === 'places') {
        addresses.forget()
        sessions.forget()
      }
      // Who comes and goes is on no public page: a sign-in must not make every page anew.
      if (about !== 'people') changed(partnership)
    },
  }
  return {
    house,
    demonstration,
    operations,
    faces: rooms.flatMap(room => room.faces),
    reads: rooms.flatMap(room => room.reads),
    timed: rooms.flatMap(room => room.timed ?? []),
    navigation,
    findPartnership: addresses.find,
    findPartnershipByNumber: id => byNumber(database.root, id),
    findKeyHolder: (params, device) => holderOfKey(database.root, params, device, clock()),
    findActor: async token => (await sessions.find(token))?.actor ?? null,
    findTokenHolder: token => holderOfToken(database.root, token, clock()),
    findPerson: (person: number, via: Actor['via']) => actorOfPerson(database.root, person, via),
    findPersonByEmail: async (email: string, via: Actor['via']) => {
      const found = await personByEmail(database.root, email)
      return found ? actorOfPerson(database.root, found.id, via) : null
    },
  }
}

function navigation(partnership: PartnershipFacts | null, standing: Standing): readonly NavigationEntry[] {
  const entry = (name: string, href: string, words: string): NavigationEntry => ({ name, href, words })
  const inside = (...of: Parameters<typeof entry>): NavigationEntry => ({ ...entry(...of), forMembers: true })
  const own =
    standing.person === null
      ? [entry('sign-in', '/sign-in', 'Sign in')]
      : [entry('home', '/home', 'To do'), entry('you', '/home/you', 'You'), entry('sign-out', '/sign-out', 'Sign out')]
  if (!partnership)
    return [
      entry('compare', '/indicators', 'Compare areas'),
      entry('boundaries', '/coterminosity', 'Where boundaries meet'),
      ...own,
    ]
  const base = `/p/${partnership.slug}`
  return [
    entry('plan', `${base}/plan`, 'Our plan'),
    entry('actions', `${base}/actions`, 'What we are doing'),
    entry('progress', `${base}/indicators`, 'How it is going'),
    entry('voice', `${base}/engagements`, 'Have your say'),
    entry('partners', `${base}/partners`, 'Who is involved'),
    ...own,
    ...(standing.inside
      ? [
          inside('rounds', `${base}/rounds`, 'Reporting'),
          inside('structure', `${base}/structure`, 'Groups and plans'),
          inside('thread', `${base}/thread`, 'What is missing'),
          inside('ownership', `${base}/ownership`, 'What rests on whom'),
          inside('settings', `${base}/settings`, 'Settings'),
        ]
      : []),
  ]
}

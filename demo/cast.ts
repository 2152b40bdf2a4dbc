// Who plays in the demonstration: bodies, people and their parts. All of them are invented.

import type { Role } from '../src/operation/actor.ts'

export type Slug = 'strathmuir' | 'lorne' | 'carseside'

const bodies = {
  council: ['Strathmuir Council', 'Strathmuir Council', 'council'],
  nhs: ['NHS Strathmuir and Lorne', 'NHS Strathmuir', 'health-board'],
  police: ['Police Service (North Division)', 'Police Service', 'police'],
  fire: ['Fire and Rescue Service (North)', 'Fire and Rescue', 'fire'],
  enterprise: ['Highland & Glens Enterprise', 'H&G Enterprise', 'enterprise'],
  college: ['North Lochs College', 'North Lochs College', 'college'],
  care: ['Strathmuir Health and Care Partnership', 'Health and Care', 'other'],
  transport: ['Glens and Firths Transport Partnership', 'Glens and Firths', 'transport'],
  shore: ['Land and Shore Agency', 'Land and Shore', 'national'],
  voluntary: ['Voluntary Action Strathmuir', 'Voluntary Action', 'third-sector'],
  homes: ['Glen and Harbour Homes', 'Glen and Harbour', 'third-sector'],
  glenmuir: ['Glenmuir Community Trust', 'Glenmuir Trust', 'community'],
  lorneCouncil: ['Lorne and the Isles Council', 'Lorne Council', 'council'],
  lorneVoluntary: ['Isles Voluntary Forum', 'Voluntary Forum', 'third-sector'],
  lorneLand: ['Isles Community Land Network', 'Land Network', 'community'],
  carseCouncil: ['Carseside Council', 'Carseside Council', 'council'],
  carseHealth: ['NHS Carse and Firth', 'NHS Carse', 'health-board'],
  carseVoluntary: ['Carseside Voluntary Network', 'Voluntary Network', 'third-sector'],
} as const

export type Body = keyof typeof bodies

export const bodyOf = (body: Body) => {
  const [name, shortName, kind] = bodies[body]
  return { name, shortName, kind }
}

interface Part {
  readonly slug: Slug
  readonly role: Role
  readonly body?: Body
  /** The day they take it up. */
  readonly since: string
}

interface Player {
  readonly name: string
  readonly email: string
  readonly persona?: 'manager' | 'officer' | 'chair' | 'community' | 'analyst' | 'auditor'
  readonly parts: readonly Part[]
}

const lead = (slug: Slug, body: Body, since: string): Part => ({ slug, role: 'partner-lead', body, since })
const works = (slug: Slug, body: Body, since: string): Part => ({ slug, role: 'contributor', body, since })

const [begin, lorneBegins, carseBegins] = ['2019-04-09', '2024-09-10', '2026-08-25']

const players = {
  aileen: {
    name: 'Aileen Reid',
    email: 'aileen.reid@example.org',
    persona: 'manager',
    parts: [{ slug: 'strathmuir', role: 'coordinator', since: begin }],
  },
  morag: {
    name: 'Inspector Morag Bain',
    email: 'morag.bain@example.net',
    persona: 'officer',
    parts: [
      lead('strathmuir', 'police', '2021-02-01'),
      lead('lorne', 'police', lorneBegins),
      lead('carseside', 'police', carseBegins),
    ],
  },
  nasreen: {
    name: 'Councillor Nasreen Galbraith',
    email: 'nasreen.galbraith@example.org',
    persona: 'chair',
    parts: [{ slug: 'strathmuir', role: 'board-member', body: 'council', since: '2022-05-24' }],
  },
  tomasz: {
    name: 'Tomasz Wieczorek',
    email: 'tomasz@example.net',
    persona: 'community',
    parts: [
      { slug: 'strathmuir', role: 'board-member', body: 'glenmuir', since: '2021-11-16' },
      { slug: 'strathmuir', role: 'contributor', body: 'glenmuir', since: '2021-11-16' },
    ],
  },
  priya: {
    name: 'Priya Ramanathan',
    email: 'priya.ramanathan@example.org',
    persona: 'analyst',
    parts: [{ slug: 'strathmuir', role: 'coordinator', since: '2019-04-23' }],
  },
  euan: {
    name: 'Euan Oyelaran',
    email: 'euan.oyelaran@example.org',
    persona: 'auditor',
    parts: [
      { slug: 'strathmuir', role: 'observer', since: '2023-06-01' },
      { slug: 'lorne', role: 'observer', since: '2025-02-03' },
      { slug: 'carseside', role: 'observer', since: carseBegins },
    ],
  },
  kirsty: {
    name: 'Kirsty MacInnes',
    email: 'kirsty.macinnes@example.org',
    parts: [lead('strathmuir', 'council', begin)],
  },
  anjali: {
    name: 'Dr Anjali Beaton',
    email: 'anjali.beaton@example.org',
    parts: [lead('strathmuir', 'nhs', begin), lead('lorne', 'nhs', lorneBegins)],
  },
  liam: {
    name: 'Group Commander Liam Drever',
    email: 'liam.drever@example.net',
    parts: [
      lead('strathmuir', 'fire', begin),
      lead('lorne', 'fire', lorneBegins),
      lead('carseside', 'fire', carseBegins),
    ],
  },
  chidi: {
    name: 'Chidi Okafor',
    email: 'chidi.okafor@example.org',
    parts: [lead('strathmuir', 'enterprise', '2020-01-13'), lead('lorne', 'enterprise', lorneBegins)],
  },
  gavin: {
    name: 'Gavin Strang',
    email: 'gavin.strang@example.net',
    parts: [lead('strathmuir', 'college', begin)],
  },
  roisin: {
    name: 'Róisín Ferrier',
    email: 'roisin.ferrier@example.org',
    parts: [lead('strathmuir', 'care', '2022-04-04')],
  },
  ewa: { name: 'Ewa Lindqvist', email: 'ewa.lindqvist@example.org', parts: [lead('strathmuir', 'transport', begin)] },
  hamish: {
    name: 'Hamish Tolmie',
    email: 'hamish.tolmie@example.net',
    parts: [lead('strathmuir', 'shore', '2023-06-05')],
  },
  rosie: {
    name: 'Rosie Adeyemi',
    email: 'rosie.adeyemi@example.org',
    parts: [lead('strathmuir', 'voluntary', begin)],
  },
  sadia: {
    name: 'Sadia Munro',
    email: 'sadia.munro@example.net',
    parts: [lead('strathmuir', 'homes', '2020-03-02')],
  },
  jean: {
    name: 'Jean Tulloch',
    email: 'jean.tulloch@example.net',
    parts: [lead('strathmuir', 'glenmuir', '2021-09-14')],
  },
  iona: {
    name: 'Iona Petrie',
    email: 'iona.petrie@example.org',
    parts: [{ slug: 'lorne', role: 'coordinator', since: lorneBegins }],
  },
  callum: {
    name: 'Callum Desai',
    email: 'callum.desai@example.org',
    parts: [lead('lorne', 'lorneCouncil', lorneBegins)],
  },
  marsaili: {
    name: 'Marsaili Grant',
    email: 'marsaili.grant@example.net',
    parts: [lead('lorne', 'lorneVoluntary', '2024-11-12')],
  },
  ruth: {
    name: 'Ruth Isbister',
    email: 'ruth.isbister@example.net',
    parts: [lead('lorne', 'lorneLand', '2025-03-11')],
  },
  yusuf: {
    name: 'Yusuf Carmichael',
    email: 'yusuf.carmichael@example.org',
    parts: [{ slug: 'carseside', role: 'coordinator', since: carseBegins }],
  },
  elspeth: {
    name: 'Elspeth Nowak',
    email: 'elspeth.nowak@example.org',
    parts: [lead('carseside', 'carseCouncil', carseBegins)],
  },
  neil: {
    name: 'Sergeant Neil Farquhar',
    email: 'neil.farquhar@example.net',
    parts: [
      works('strathmuir', 'police', '2024-03-19'),
      works('lorne', 'police', '2025-01-14'),
      works('carseside', 'police', '2026-09-01'),
    ],
  },
  fiona: {
    name: 'Fiona Baxter',
    email: 'fiona.baxter@example.org',
    parts: [works('strathmuir', 'council', '2023-08-15')],
  },
  joanne: {
    name: 'Joanne Pirie',
    email: 'joanne.pirie@example.org',
    parts: [works('strathmuir', 'nhs', '2022-10-04')],
  },
  stuart: {
    name: 'Stuart Neary',
    email: 'stuart.neary@example.org',
    parts: [works('strathmuir', 'care', '2024-08-13')],
  },
  beth: { name: 'Beth Anand', email: 'beth.anand@example.org', parts: [works('strathmuir', 'care', '2025-05-06')] },
  blair: {
    name: 'Blair Sutherby',
    email: 'blair.sutherby@example.net',
    parts: [works('strathmuir', 'homes', '2024-04-23')],
  },
  dougie: {
    name: 'Dougie Haldane',
    email: 'dougie.haldane@example.org',
    parts: [works('strathmuir', 'transport', '2023-11-07')],
  },
  mina: {
    name: 'Mina Petrova',
    email: 'mina.petrova@example.org',
    parts: [works('strathmuir', 'voluntary', '2024-05-14')],
  },
  catriona: {
    name: 'Catriona Vance',
    email: 'catriona.vance@example.net',
    parts: [works('strathmuir', 'college', '2023-09-05')],
  },
  seonaid: {
    name: 'Seonaid Wylie',
    email: 'seonaid.wylie@example.net',
    parts: [works('lorne', 'lorneVoluntary', '2025-04-08')],
  },
} as const satisfies Record<string, Player>

export type Name = keyof typeof players
export const cast: Readonly<Record<Name, Player>> = players

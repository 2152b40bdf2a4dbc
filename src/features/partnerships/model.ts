// What the rules about partnerships know, and the words they refuse with.

import { refuse } from '../../kernel/refusal.ts'

export const bases = {
  facilitating: 'Facilitating partner (must lead community planning, 2015 Act s.13)',
  statutory: 'Statutory partner (must take part, 2015 Act schedule 1)',
  voluntary: 'Voluntary partner (chooses to take part)',
} as const
export type Basis = keyof typeof bases

export const basisWords: Record<Basis, string> = {
  facilitating: 'Facilitating partner',
  statutory: 'Statutory partner',
  voluntary: 'Voluntary partner',
}

export const organisationKinds = {
  council: 'Council',
  'health-board': 'Health board',
  police: 'Police',
  fire: 'Fire and rescue',
  enterprise: 'Enterprise agency',
  transport: 'Transport',
  college: 'College or university',
  'third-sector': 'Third sector',
  community: 'Community body',
  national: 'National body',
  other: 'Other body',
} as const

/** The terms a partnership may put in its own words, with the word used when it has none. */
export const defaultTerms = {
  plan: 'Community plan',
  'locality plan': 'Locality plan',
  outcome: 'Outcome',
  theme: 'Theme',
  board: 'Board',
} as const
export type Term = keyof typeof defaultTerms

export interface PartnerFacts {
  readonly partner: number
  readonly organisation: number
  readonly joined: string
  readonly left: boolean
}

export const slugTaken = refuse(
  'address-taken',
  'Another partnership has, or had, this address. Choose another.',
  'slug',
)
export const slugUnfit = refuse(
  'address-unfit',
  'Use small letters, figures and hyphens, from 2 to 60 of them, like strathmuir.',
  'slug',
)
export const placeUnknown = refuse(
  'place-unknown',
  'There is no area with this code. Import places first, or check the code.',
  'area',
)
export const organisationUnknown = refuse(
  'organisation-unknown',
  'Choose the organisation from the list.',
  'organisation',
)
export const nameTaken = refuse(
  'name-taken',
  'There is already an organisation with this name. Organisations exist once and can be in many partnerships.',
  'name',
)
export const numberTaken = refuse(
  'number-taken',
  'There is already an organisation with this number. Organisations exist once and can be in many partnerships.',
  'orgId',
)
export const partnerAlready = refuse('partner-already', 'This organisation is a partner already.', 'organisation')
export const partnerHasLeft = refuse('partner-has-left', 'This organisation is no longer a partner.')
export const leftTooEarly = refuse('left-too-early', 'A partner can only leave after it has joined.', 'left')
export const colourTooPale = refuse(
  'colour-too-pale',
  'White words on this colour would be hard to read. Choose a darker one (contrast of at least 4.5 to 1).',
  'colour',
)
export const logoUnfit = refuse('logo-unfit', 'The logo must be a PNG or JPEG picture of up to 200 KB.', 'logo')
export const lastCoordinator = refuse(
  'last-coordinator',
  'This is the only coordinator. Give the role to somebody else first.',
)
export const roleHeld = refuse('role-held', 'This person has that role already.', 'email')
export const roleNeedsOrganisation = refuse(
  'role-needs-organisation',
  'Choose the organisation that this person acts for.',
  'organisation',
)

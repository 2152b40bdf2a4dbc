// What the rules about people know, and how long things last.

import { refuse } from '../../kernel/refusal.ts'

export const linkMinutes = 30
export const sessionDays = 30
/** Links a person may ask for within `linkMinutes`; more are not sent, and the page says the same. */
export const linksAtOnce = 3

/** What somebody is called who gave an address and nothing else. */
export const nameless = 'Somebody who follows'

export interface LinkFacts {
  readonly person: number
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

export const linkUnknown = refuse('link-unknown', 'This link does not work. Ask for a new one.')
export const linkUsed = refuse('link-used', 'This link has been used already. Ask for a new one.')
export const linkExpired = refuse('link-expired', 'This link is too old. Ask for a new one.')
export const notADemonstration = refuse('not-a-demonstration', 'You can only look around in a demonstration.')
export const addressNotConfirmed = refuse(
  'address-not-confirmed',
  'Your provider has not confirmed your email address, so we cannot tell who you are here.',
)
export const notKnownHere = refuse(
  'not-known-here',
  'Nobody here has this email address. Ask a coordinator of your partnership to add you.',
)
export const lastAdministrator = refuse(
  'last-administrator',
  'This is the only administrator. Appoint another one first.',
)

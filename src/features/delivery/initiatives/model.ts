// What the rules about linked initiatives know, and the words they refuse with.

import { refuse } from '../../../kernel/refusal.ts'
import type { ActionFacts, Consent, Reporting } from '../model.ts'

export const consentAnswers = {
  given: 'Yes, it may stand here as linked work',
  refused: 'No, it may not stand here',
} as const
export type ConsentAnswer = keyof typeof consentAnswers

/** What linking asks of an owner: never a report of its own (U5.7). */
export const askedOf: Record<Reporting, string> = {
  publishes: 'Nobody here asks for a report of it.',
  'answers-once': 'Its owner answers once, for every partnership.',
}

export interface InitiativeFacts {
  readonly initiative: number
  readonly name: string
  /** The organisation whose work it is. */
  readonly owner: number
  readonly reporting: Reporting
  /** The owner as a partner here; null where it has left. */
  readonly ownerPartner: number | null
  /** The consent of the action that stands for it here; null where none does. */
  readonly consent: Consent | null
}

/** An action seen from its origin. */
export interface OriginFacts extends ActionFacts {
  readonly reporting: Reporting | null
  /** The organisation whose initiative it is; null where the action is the partnership's own. */
  readonly owner: number | null
}

export const organisationUnknown = refuse(
  'organisation-unknown',
  'Choose the organisation from the partners here.',
  'organisation',
)
export const nameTaken = refuse(
  'name-taken',
  'This organisation has an initiative with this name already. An initiative exists once, and can be linked in many partnerships.',
  'name',
)
export const ownerHasLeft = refuse('owner-has-left', 'The organisation that owns it is no longer a partner here.')
export const linkedAlready = refuse('linked-already', 'A piece of work here stands for this initiative already.')
export const notLinked = refuse('not-linked', 'This piece of work is not linked to an initiative.')
export const consentGivenAlready = refuse('consent-given-already', 'The owner agrees already.', 'answer')
export const consentRefusedAlready = refuse('consent-refused-already', 'The owner has said no already.', 'answer')
export const consentWithdrawnAlready = refuse(
  'consent-withdrawn-already',
  'The owner’s agreement is withdrawn already.',
)
export const ownersWordNeeded = refuse(
  'owners-word-needed',
  'You do not lead for the owner. Write where and when it said so, like: at the board, 3 May 2026.',
  'words',
)
export const initiativeAlready = refuse(
  'initiative-already',
  'This piece of work stands for an initiative already.',
  'initiative',
)
export const initiativeUnknown = refuse('initiative-unknown', 'Choose the initiative from the list.', 'initiative')
export const answersElsewhere = refuse(
  'answers-elsewhere',
  'The owner of this initiative publishes how it goes. It asks nobody for answers, so there is none to share.',
  'initiative',
)
export const notOfLead = refuse(
  'not-of-lead',
  'This initiative belongs to another organisation than the one that leads this piece of work.',
  'initiative',
)
export const nothingToLeave = refuse(
  'nothing-to-leave',
  'This is linked work whose owner publishes how it goes. Its owner can withdraw it instead.',
)
export const publishedLater = refuse('published-later', 'The day it was published cannot be in the future.', 'on')
export const quotedAlready = refuse('quoted-already', 'Words of this day from this address are quoted already.', 'on')
